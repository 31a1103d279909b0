"""Bindings: link the subject of a verified assertion to an instrument, read such links, end them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from eidgate.app.binding_proof import Proof, ask_registry, prove, replayed
from eidgate.app.identify import Presented
from eidgate.app.names import new_id
from eidgate.app.paging import cursor_of, fitting, page_size, page_token
from eidgate.app.permission import require, require_instrument
from eidgate.app.service import Service
from eidgate.app.subscriber_register import check_register
from eidgate.core.binding.evidence import check_face, face_matched, first_state
from eidgate.core.binding.lifecycle import Binding, revoke
from eidgate.core.binding.phone import canonical_instrument
from eidgate.core.binding.registry import RegistryAnswer
from eidgate.core.binding.sim_rules import (
    UNSAID,
    SimTerms,
    check_another_number,
    check_four_fields,
    check_operator,
)
from eidgate.core.errors import FieldViolation, InvalidCommandError, NotFoundError, UsedBeforeError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import BindingName, CustomerKind, Instrument, InstrumentKind, Masked
from eidgate.ports import Judge, RequestClaim, Step, judge_nothing

MOVED: Final = "the number moved to another operator"
"""Why a binding ends that nobody at its institution ended (ADR 0103)."""


BESIDE: Final = 1_000
"""Bytes of a binding beside what others wrote into it: names, states, instants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateBinding:
    """Asks to bind an instrument of the caller's institution to whom the assertion is about."""

    caller: RelyingParty
    request: RequestClaim
    instrument: Instrument
    customer: CustomerKind
    presented: Presented
    device: str
    sim: SimTerms = UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeBinding:
    """Asks to end a binding at exactly this version."""

    caller: RelyingParty
    request: RequestClaim
    name: BindingName
    etag: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingPage:
    """Bindings, oldest first, and the token for more ("" at the end)."""

    bindings: tuple[Binding, ...]
    next_page_token: str


def create_binding(command: CreateBinding, service: Service, *, timeout: timedelta | None = None) -> Binding:
    """Bind; the assertion is used up. A retry is answered as the first time, however late it comes.

    Raises:
        NotPermittedError: the instrument is not kept at the caller's institution.
        InvalidCommandError: the number is none that a SIM has.
        AssertionRefusedError: the assertion was rejected, was used before, or does not assure enough.
        EvidenceRefusedError: face, registry, the operator's register or the rules for SIMs forbid it.
        AlreadyExistsError: the instrument has an open binding; a number at any operator, unless it moved.
        RequestIdReusedError: the request id stands for other bytes.
    """
    require(command.caller, Right.BIND)
    require_instrument(command.caller, command.instrument)
    earlier = service.bindings.earlier(command.request)
    return earlier if earlier is not None else _bind(command, service, timeout)


def _bind(command: CreateBinding, service: Service, timeout: timedelta | None) -> Binding:
    instrument = canonical(command.instrument, service)
    proof = prove(command.presented, command.caller, service)
    check_proof(proof, instrument, service)
    check_register(proof, instrument, service, timeout=timeout)
    answer = ask_registry(proof, service, timeout=timeout)
    binding = new_binding(command, instrument, proof, answer, service)
    try:
        return service.bindings.create(
            command.request,
            binding,
            uses=proof.uses,
            judge=judge_of(binding),
            moved=_moved(binding, service),
        )
    except UsedBeforeError as error:
        raise replayed(error, proof, service) from error


def check_proof(proof: Proof, instrument: Instrument, service: Service) -> None:
    """Refuse a proof that lacks what the policy, or the rule for SIMs, asks for.

    Raises:
        EvidenceRefusedError: naming what is missing.
    """
    check_face(proof.verified, proof.policy.evidence)
    if instrument.kind is InstrumentKind.SIM:
        check_four_fields(proof.verified.identity, face_matched=face_matched(proof.verified))
        check_operator(instrument, said=_serving(instrument, service))


def _serving(instrument: Instrument, service: Service) -> str | None:
    """Return whom the registry of ported numbers names, if it says anything."""
    numbers = service.ported_numbers
    return None if numbers is None else numbers.operator_of(Masked(instrument.number))


def _moved(binding: Binding, service: Service) -> Step | None:
    """Return how the number's binding at another operator ends, if the registry says that it moved here."""
    instrument = binding.instrument
    if instrument.kind is not InstrumentKind.SIM or _serving(instrument, service) != instrument.institution:
        return None
    return partial(revoke, at=binding.created_at, reason=MOVED, by=binding.changed_by)


def judge_of(binding: Binding) -> Judge:
    """Return what judges another number of the same subject; nothing else is counted."""
    terms = binding.sim
    if terms is None:
        return judge_nothing
    return lambda others: check_another_number(terms, held=len(others))


def canonical(instrument: Instrument, service: Service, *, field: str = "instrument.number") -> Instrument:
    """Return the instrument by its canonical number.

    Raises:
        InvalidCommandError: the number is none that a SIM has.
    """
    found = canonical_instrument(instrument, service.number_plan)
    if found is None:
        fault = "is no mobile number of the number plan"
        raise InvalidCommandError(FieldViolation(field=field, description=fault))
    return found


def new_binding(
    command: CreateBinding, instrument: Instrument, proof: Proof, answer: RegistryAnswer, service: Service
) -> Binding:
    """Write the first version, in the state that the policy gives it for the registry's answer.

    Raises:
        EvidenceRefusedError: the policy refuses a binding with this answer.
    """
    state = first_state(answer, proof.policy.evidence)
    of, at = proof.verified, service.clock.now()
    return Binding(
        name=BindingName(f"bindings/{new_id(at, service.randomness)}"),
        issuer=of.issuer,
        subject_id=of.subject_id,
        customer=command.customer,
        instrument=instrument,
        attested_by=command.caller.relying_party_id,
        institution=command.caller.institution,
        account_level=of.account_level or 0,
        assertion_digest=proof.digest,
        device=command.device,
        state=state,
        created_at=at,
        updated_at=at,
        confirmed_at=at if state.is_relied_on else None,
        face_matched=face_matched(of),
        registry=answer,
        sim=command.sim if instrument.kind is InstrumentKind.SIM else None,
        changed_by=command.caller.actor,
    )


def get_binding(caller: RelyingParty, name: BindingName, service: Service) -> Binding:
    """Return the newest version of a binding of the caller's institution.

    Raises:
        NotFoundError: there is none of this name, or it is another institution's.
    """
    require(caller, Right.BIND)
    binding = service.bindings.get(name)
    if binding is None or binding.institution != caller.institution:
        raise NotFoundError("no such binding")
    return binding


def list_bindings(
    caller: RelyingParty, instrument: Instrument | None, size: int, token: str, service: Service
) -> BindingPage:
    """Return a page of bindings of the caller's institution.

    Raises:
        InvalidCommandError: the token was not given for this question, or no SIM has such a number.
    """
    require(caller, Right.BIND)
    limit = page_size(size)
    of = None if instrument is None else canonical(instrument, service)
    question = ("bindings", caller.relying_party_id, of.key if of else "")
    found = service.bindings.page(
        institution=caller.institution,
        instrument=of,
        after=cursor_of(token, *question),
        limit=limit + 1,
    )
    shown = fitting(found, texts_of, limit=limit, beside=BESIDE)
    more = page_token(shown[-1][0], *question) if len(found) > len(shown) else ""
    return BindingPage(bindings=tuple(binding for _, binding in shown), next_page_token=more)


def texts_of(binding: Binding) -> Iterator[str]:
    """Yield what others wrote into it: how long a binding is depends on these."""
    yield from (binding.issuer, binding.subject_id, binding.reason, binding.changed_by)


def revoke_binding(command: RevokeBinding, service: Service) -> Binding:
    """End a binding for good.

    Raises:
        NotFoundError: there is none of this name, or it is another institution's.
        ConflictError: the binding changed since it was read.
        IllegalStateError: it has ended already.
    """
    get_binding(command.caller, command.name, service)
    step = partial(
        revoke,
        at=service.clock.now(),
        reason=command.reason,
        etag=command.etag,
        by=command.caller.actor,
    )
    return service.bindings.change(command.request, command.name, step)
