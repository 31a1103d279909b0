"""A number in a new device: its operator tells of it, its subscriber's face settles it.

Circular 08/2026/TT-BKHCN Art. 8. An operator speaks of its own numbers only; another's number reads the same
as one that nobody bound.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from eidgate.app.binding_proof import Proof, check_subject, prove, replayed
from eidgate.app.bindings import canonical
from eidgate.app.identify import Presented
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.app.subscriber_register import check_still_held
from eidgate.core.binding.evidence import FACE, face_matched
from eidgate.core.binding.lifecycle import Binding, Change
from eidgate.core.binding.sim_device import reverify, tell_device_change
from eidgate.core.errors import (
    EvidenceRefusedError,
    FieldViolation,
    InvalidCommandError,
    NotFoundError,
    NotPermittedError,
    UsedBeforeError,
)
from eidgate.core.relying_party import RelyingParty, Right, Role
from eidgate.core.terms import Instant, Instrument, InstrumentKind, Masked
from eidgate.ports import RequestClaim

CLOCKS_APART: Final = timedelta(minutes=1)
"""How far an operator's clock may be ahead of ours; what is told of later has not happened yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDeviceChange:
    """Says that a number of the caller's was seen in a new device."""

    caller: RelyingParty
    request: RequestClaim
    number: Masked
    changed_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverifySubscriber:
    """Says that a number's subscriber proved again who they are."""

    caller: RelyingParty
    request: RequestClaim
    number: Masked
    presented: Presented


def report_device_change(command: ReportDeviceChange, service: Service) -> Binding:
    """Start the clock of a number, unless its subscriber proved who they are after the change.

    Raises:
        NotPermittedError: the caller is no operator.
        InvalidCommandError: no SIM has such a number, or the change is still to come.
        NotFoundError: the number is not bound at the caller.
        RequestIdReusedError: the request id stands for other bytes.
    """
    binding = _bound(command.caller, command.number, service)
    now = service.clock.now()
    if command.changed_at > now + CLOCKS_APART:
        raise InvalidCommandError(FieldViolation(field="change_time", description="is still to come"))
    change = Change(at=now, by=command.caller.actor, reason="seen in a new device")
    step = partial(tell_device_change, change=change, changed_at=min(command.changed_at, now))
    return service.bindings.change(command.request, binding.name, step)


def reverify_subscriber(
    command: ReverifySubscriber, service: Service, *, timeout: timedelta | None = None
) -> Binding:
    """Stop the clock of a number on its subscriber's face; the assertion is used up.

    Raises:
        NotPermittedError: the caller is no operator.
        NotFoundError: the number is not bound at the caller.
        AssertionRefusedError: the assertion was rejected, was used before, or is about somebody else.
        EvidenceRefusedError: their face was not matched, or the number had another subscriber meanwhile.
        IllegalStateError: the binding has ended, or its subject disowned it.
        RequestIdReusedError: the request id stands for other bytes.
    """
    binding = _bound(command.caller, command.number, service)
    earlier = service.bindings.earlier(command.request)
    return earlier if earlier is not None else _reverify(command, binding, service, timeout)


def _reverify(
    command: ReverifySubscriber, binding: Binding, service: Service, timeout: timedelta | None
) -> Binding:
    proof = prove(command.presented, command.caller, service)
    _check(proof, binding)
    check_still_held(proof, binding, service, timeout=timeout)
    change = Change(at=service.clock.now(), by=command.caller.actor, reason="verified again by face")
    step = partial(reverify, change=change)
    try:
        return service.bindings.change(command.request, binding.name, step, uses=proof.uses)
    except UsedBeforeError as error:
        raise replayed(error, proof, service) from error


def _check(proof: Proof, binding: Binding) -> None:
    """Let nobody but the bound subject stop it, and nothing but their face, whatever the policy asks for."""
    check_subject(proof, binding)
    if not face_matched(proof.verified):
        raise EvidenceRefusedError("no face match", fields=(FACE,))


def _bound(caller: RelyingParty, number: Masked, service: Service) -> Binding:
    require(caller, Right.BIND)
    if caller.role is not Role.OPERATOR:
        raise NotPermittedError("only an operator speaks of its numbers")
    told = Instrument(kind=InstrumentKind.SIM, institution=caller.institution, number=number.reveal())
    binding = service.bindings.of_instrument(canonical(told, service, field="number"))
    if binding is None:
        raise NotFoundError("the number is not bound at the caller")
    return binding
