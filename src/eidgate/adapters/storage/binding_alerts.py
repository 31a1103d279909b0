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
    return _event(_DUE[step.service], binding, name=f"s{{}}t{to_micros(step.at)}", at=told_at)


def moving(ended: Binding) -> Event:
    """Return the event of a number that moved; the operator whose binding ended is told, and nobody else."""
    return _event(AlertKind.NUMBER_MOVED, ended, name=f"p{{}}v{ended.version}", at=ended.updated_at)


def disowning(binding: Binding) -> Event:
    """Return the event of a disowned binding; the institution that bound it keeps the instrument."""
    name = f"d{{}}v{binding.version}"
    return _event(AlertKind.INSTRUMENT_DISOWNED, binding, name=name, at=binding.updated_at)


def _event(kind: AlertKind, binding: Binding, *, name: str, at: Instant) -> Event:
    """Return an event about a binding, whose id stands in the place that `name` leaves."""
    return Event(
        kind=kind,
        event_id=name.format(binding.name.partition("/")[2]),
        about=binding.name,
        at=at,
        identifier=identifier_of(binding.instrument),
        keeper=binding.institution,
    )
