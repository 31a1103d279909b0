"""Confirming: a proposed binding gets the registry's word later.

We keep none of the fields that the registry is asked about, so the subject proves again who they are.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from eidgate.app.binding_proof import Proof, ask_registry, check_subject, prove, replayed
from eidgate.app.bindings import check_proof, get_binding
from eidgate.app.identify import Presented
from eidgate.app.service import Service
from eidgate.app.subscriber_register import check_register, check_still_held
from eidgate.core.binding.evidence import first_state
from eidgate.core.binding.lifecycle import Binding, Change, confirm
from eidgate.core.binding.registry import RegistryAnswer, RegistryResult
from eidgate.core.errors import (
    EvidenceRefusedError,
    SourceUnavailableError,
    UsedBeforeError,
)
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import BindingName
from eidgate.ports import RequestClaim

_ASK_AGAIN: Final = frozenset({RegistryResult.UNAVAILABLE, RegistryResult.STALE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmBinding:
    """Asks to confirm exactly this version of a proposed binding."""

    caller: RelyingParty
    request: RequestClaim
    name: BindingName
    etag: str
    presented: Presented


def confirm_binding(
    command: ConfirmBinding, service: Service, *, timeout: timedelta | None = None
) -> Binding:
    """Confirm; the assertion is used up only when the registry's answer suffices.

    Raises:
        NotFoundError: there is none of this name, or it is another institution's.
        AssertionRefusedError: the assertion was rejected, was used before, or is about somebody else.
        EvidenceRefusedError: the registry's answer does not suffice, or the operator's register contradicts.
        SourceUnavailableError: the registry cannot be asked now; a retry may help.
        ConflictError, IllegalStateError: the binding changed since it was read, or is not proposed.
    """
    present = get_binding(command.caller, command.name, service)
    earlier = service.bindings.earlier(command.request)
    if earlier is not None:
        return earlier
    proof = prove(command.presented, command.caller, service)
    check_subject(proof, present)
    check_proof(proof, present.instrument, service)
    check_register(proof, present.instrument, service, timeout=timeout)
    check_still_held(proof, present, service, timeout=timeout)
    answer = ask_registry(proof, service, timeout=timeout)
    _check_answer(answer, proof)
    change = Change(at=service.clock.now(), by=command.caller.actor, reason="confirmed", etag=command.etag)
    step = partial(confirm, change=change, registry=answer)
    try:
        return service.bindings.change(command.request, command.name, step, uses=proof.uses)
    except UsedBeforeError as error:
        raise replayed(error, proof, service) from error


def _check_answer(answer: RegistryAnswer, proof: Proof) -> None:
    if first_state(answer, proof.policy.evidence).is_relied_on:
        return
    if answer.result in _ASK_AGAIN:
        raise SourceUnavailableError(f"the registry's answer: {answer.result}")
    raise EvidenceRefusedError(f"the registry's answer: {answer.result}", fields=answer.mismatched)
