"""Bindings: link the subject of a verified assertion to an instrument, read such links, end them."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from eidgate.app.identify import Identified, Presented, identify
from eidgate.app.names import new_id
from eidgate.app.paging import cursor_of, page_size, page_token
from eidgate.app.permission import require, require_instrument
from eidgate.app.service import Service
from eidgate.core.assertion.verdict import Verified
from eidgate.core.binding.lifecycle import Binding, revoke
from eidgate.core.errors import AssertionRefusedError, NotFoundError, UsedBeforeError
from eidgate.core.reasons import Reason
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.risk.policy import Levels
from eidgate.core.terms import BindingName, CustomerKind, Instant, Instrument
from eidgate.ports import RequestClaim

_STEP_NONCE: Final = 9
_STEP_ASSURANCE: Final = 11
_STEP_REPLAY: Final = 14
"""Steps of the assertion procedure, as `core.assertion.verify` numbers them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateBinding:
    """Asks to bind an instrument of the caller's institution to whom the assertion is about."""

    caller: RelyingParty
    request: RequestClaim
    instrument: Instrument
    customer: CustomerKind
    presented: Presented
    device: str


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


def create_binding(command: CreateBinding, service: Service) -> Binding:
    """Bind; the assertion is used up. A retry is answered as the first time, however late it comes.

    Raises:
        NotPermittedError: the instrument is not kept at the caller's institution.
        AssertionRefusedError: the assertion was rejected, was used before, or does not assure enough.
        AlreadyExistsError: the instrument has an active binding.
        RequestIdReusedError: the request id stands for other bytes.
    """
    require(command.caller, Right.BIND)
    require_instrument(command.caller, command.instrument)
    earlier = service.bindings.earlier(command.request)
    return earlier if earlier is not None else _bind(command, service)


def _bind(command: CreateBinding, service: Service) -> Binding:
    now = service.clock.now()
    identified = identify(
        command.presented, caller=command.caller, transaction_data="", service=service, at=now
    )
    least = service.policies.current(command.caller.role, now).binding
    verified = _assured(identified, least)
    uses = [use for use in (identified.assertion_use, identified.nonce_use) if use is not None]
    binding = _binding(command, verified, identified.facts.digest, service, at=now)
    try:
        return service.bindings.create(command.request, binding, uses=uses)
    except UsedBeforeError as error:
        raise _replayed(error, identified, service) from error


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
        InvalidCommandError: the token was not given for this question.
    """
    require(caller, Right.BIND)
    limit = page_size(size)
    question = ("bindings", caller.relying_party_id, instrument.key if instrument else "")
    found = service.bindings.page(
        institution=caller.institution,
        instrument=instrument,
        after=cursor_of(token, *question),
        limit=limit + 1,
    )
    shown = found[:limit]
    more = page_token(shown[-1][0], *question) if len(found) > limit else ""
    return BindingPage(bindings=tuple(binding for _, binding in shown), next_page_token=more)


def revoke_binding(command: RevokeBinding, service: Service) -> Binding:
    """End a binding for good.

    Raises:
        NotFoundError: there is none of this name, or it is another institution's.
        ConflictError: the binding changed since it was read.
        IllegalStateError: it is revoked already.
    """
    get_binding(command.caller, command.name, service)
    step = partial(revoke, at=service.clock.now(), reason=command.reason, etag=command.etag)
    return service.bindings.change(command.request, command.name, step)


def _assured(identified: Identified, least: Levels) -> Verified:
    """Return what was verified when it assures enough to be a root of trust."""
    verdict = identified.verdict
    if not isinstance(verdict, Verified):
        facts = identified.facts
        raise AssertionRefusedError(facts.rejected or Reason.ASSERTION_MISSING, facts.step)
    if verdict.account_level is None or verdict.authentication_level is None:
        raise AssertionRefusedError(Reason.ASSURANCE_UNKNOWN, _STEP_ASSURANCE)
    if verdict.account_level < least.account or verdict.authentication_level < least.authentication:
        raise AssertionRefusedError(Reason.ASSURANCE_TOO_LOW, _STEP_ASSURANCE)
    return verdict


def _replayed(error: UsedBeforeError, identified: Identified, service: Service) -> AssertionRefusedError:
    """Say which was used before, as the procedure would have said it, and let it be seen."""
    nonce = identified.nonce_use
    if nonce is not None and error.key == nonce.key:
        service.observer.replay_refused("nonce")
        return AssertionRefusedError(Reason.NONCE_REUSED, _STEP_NONCE)
    service.observer.replay_refused("assertion")
    return AssertionRefusedError(Reason.JTI_REPLAYED, _STEP_REPLAY)


def _binding(
    command: CreateBinding, verified: Verified, digest: str, service: Service, *, at: Instant
) -> Binding:
    return Binding(
        name=BindingName(f"bindings/{new_id(at, service.randomness)}"),
        issuer=verified.issuer,
        subject_id=verified.subject_id,
        customer=command.customer,
        instrument=command.instrument,
        attested_by=command.caller.relying_party_id,
        institution=command.caller.institution,
        account_level=verified.account_level or 0,
        assertion_digest=digest,
        device=command.device,
        confirmed_at=at,
        created_at=at,
        updated_at=at,
    )
