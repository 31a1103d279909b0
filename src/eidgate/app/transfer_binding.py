"""Transferring: a SIM goes to somebody else, who proves who they are; one binding ends, another begins."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from eidgate.app.binding_proof import Proof, ask_registry, prove, replayed
from eidgate.app.bindings import CreateBinding, check_proof, get_binding, judge_of, new_binding
from eidgate.app.identify import Presented
from eidgate.app.service import Service
from eidgate.core.binding.lifecycle import Binding, Change
from eidgate.core.binding.sim_rules import UNSAID, SimTerms
from eidgate.core.binding.transfer import hand_on
from eidgate.core.errors import UsedBeforeError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import BindingName, CustomerKind
from eidgate.ports import RequestClaim, Transferred


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferBinding:
    """Asks to hand a SIM on at exactly this version; the rest is the binding that its new owner asks for."""

    caller: RelyingParty
    request: RequestClaim
    name: BindingName
    etag: str
    reason: str
    customer: CustomerKind
    presented: Presented
    device: str
    sim: SimTerms = UNSAID


def transfer_binding(
    command: TransferBinding, service: Service, *, timeout: timedelta | None = None
) -> Transferred:
    """Hand a SIM on; the assertion is used up.

    Raises:
        NotFoundError: there is none of this name, or it is another institution's.
        AssertionRefusedError, EvidenceRefusedError: the new owner's proof does not suffice.
        ConflictError, IllegalStateError: the binding changed since it was read, is not confirmed, or no SIM.
        RequestIdReusedError: the request id stands for other bytes.
    """
    present = get_binding(command.caller, command.name, service)
    earlier = service.bindings.earlier_transfer(command.request)
    if earlier is not None:
        return earlier
    change = Change(at=service.clock.now(), by=command.caller.actor, reason=command.reason, etag=command.etag)
    hand_on(present, change)  # refused before anybody is asked; done inside the unit
    proof = prove(command.presented, command.caller, service)
    successor = _successor(command, present, proof, service, timeout)
    step, judge = partial(hand_on, change=change), judge_of(successor)
    try:
        return service.bindings.transfer(
            command.request, command.name, step, successor, uses=proof.uses, judge=judge
        )
    except UsedBeforeError as error:
        raise replayed(error, proof, service) from error


def _successor(
    command: TransferBinding, present: Binding, proof: Proof, service: Service, timeout: timedelta | None
) -> Binding:
    check_proof(proof, present.instrument, service)
    answer = ask_registry(proof, service, timeout=timeout)
    taking = CreateBinding(
        caller=command.caller,
        request=command.request,
        instrument=present.instrument,
        customer=command.customer,
        presented=command.presented,
        device=command.device,
        sim=command.sim,
    )
    made = new_binding(taking, present.instrument, proof, answer, service)
    return replace(made, previous=present.name, reason=command.reason)
