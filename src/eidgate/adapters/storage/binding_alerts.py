"""Who is told of a change of a binding, by the transaction that makes it (adapters/storage/outbox.py)."""

from typing import Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.outbox import emit
from eidgate.adapters.storage.rows import to_micros
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.binding.sim_service import ServiceStep, SimService
from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.routing import Event
from eidgate.core.terms import Instant

_DUE: Final = {
    SimService.OUTGOING_BLOCKED: AlertKind.SIM_OUTGOING_DUE,
    SimService.BLOCKED: AlertKind.SIM_BLOCK_DUE,
    SimService.ENDED: AlertKind.SIM_END_DUE,
}


def tell_if_disowned(session: Session, present: Binding, changed: Binding) -> None:
    """Alert the institution, and the authorities, at the moment at which a binding is disowned."""
    if changed.disowned and not present.disowned:
        emit(session, disowning(changed))


def step_due(binding: Binding, step: ServiceStep, *, told_at: Instant) -> Event:
    """Return the event of a step that a number's clock takes; the same step is the same event.

    A clock that was stopped and runs again is another one: its first change of device names it.
    """
    return Event(
        kind=_DUE[step.service],
        event_id=f"s{binding.name.partition('/')[2]}t{to_micros(step.at)}",
        about=binding.name,
        at=told_at,
        identifier=identifier_of(binding.instrument),
        keeper=binding.institution,
    )


def moving(ended: Binding) -> Event:
    """Return the event of a number that moved; the operator whose binding ended is told, and nobody else."""
    return Event(
        kind=AlertKind.NUMBER_MOVED,
        event_id=f"p{ended.name.partition('/')[2]}v{ended.version}",
        about=ended.name,
        at=ended.updated_at,
        identifier=identifier_of(ended.instrument),
        keeper=ended.institution,
    )


def disowning(binding: Binding) -> Event:
    """Return the event of a disowned binding; the institution that bound it keeps the instrument."""
    return Event(
        kind=AlertKind.INSTRUMENT_DISOWNED,
        event_id=f"d{binding.name.partition('/')[2]}v{binding.version}",
        about=binding.name,
        at=binding.updated_at,
        identifier=identifier_of(binding.instrument),
        keeper=binding.institution,
    )
