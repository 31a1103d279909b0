"""Running traces go on: what moved since they were last looked at is followed, and who can act is told."""

from collections.abc import Sequence

from eidgate.app.gather import gather
from eidgate.app.service import Service
from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.routing import Event
from eidgate.core.desk.trace.accounts import instrument_of
from eidgate.core.desk.trace.movement import Movement, movements
from eidgate.core.desk.trace.result import Traced
from eidgate.core.desk.trace.running import RunningTrace, TraceName
from eidgate.core.errors import DeadlineError
from eidgate.core.terms import Instant, Vnd
from eidgate.ports import Due


def follow_traces(service: Service, *, until: Instant, limit: int, name: TraceName | None = None) -> int:
    """Let at most `limit` marked traces go on, or this one if it is marked; return how many changed.

    Raises:
        DeadlineError: `until` passed; the traces that are left stay marked.
    """
    changed = 0
    for due in service.traces.due(limit=limit, name=name):
        if service.clock.now() >= until:
            raise DeadlineError("the traces need more time")
        changed += _follow(due, service, until)
    return changed


def _follow(due: Due, service: Service, until: Instant) -> bool:
    trace = due.trace
    found, unread = gather(trace.seeds, trace.bounds, trace.rule, service, until=until)
    if found == trace.found and unread == trace.unread:
        service.traces.settle(due)
        return False
    advanced = trace.advanced(found, unread, at=service.clock.now())
    changed = service.traces.advance(due, advanced, moved(advanced, before=trace.found))
    if changed:
        service.observer.trace_advanced(len(movements(trace.found, found)))
    return changed


def moved(trace: RunningTrace, *, before: Traced) -> Sequence[Event]:
    """Return the events of money that came somewhere: each account's institution is told of its own.

    Who asked for the trace is told once that there is something new; to whom it belongs is in the trace, as
    far as they may see it.
    """
    found = movements(before, trace.found)
    events = [_arrival(trace, number, one) for number, one in enumerate(found)]
    if events and trace.institution:
        events.append(_news(trace, found))
    return events


def _arrival(trace: RunningTrace, number: int, one: Movement) -> Event:
    return Event(
        kind=AlertKind.MONEY_MOVED,
        event_id=f"{_id(trace)}m{number}",
        about=trace.name,
        at=trace.updated_at,
        identifier=identifier_of(instrument_of(one.account)),
        amount=Vnd(one.traced),
    )


def _news(trace: RunningTrace, found: Sequence[Movement]) -> Event:
    return Event(
        kind=AlertKind.MONEY_MOVED,
        event_id=f"{_id(trace)}n",
        about=trace.name,
        at=trace.updated_at,
        concerned=(trace.institution,),
        amount=Vnd(sum(one.arrived for one in found)),
    )


def _id(trace: RunningTrace) -> str:
    return f"{trace.name.partition('/')[2]}v{trace.version}"
