"""What a version of a report means to others: the events that its transaction emits."""

from collections.abc import Sequence
from typing import Final

from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.report import Report
from eidgate.core.desk.routing import Event

_COLLECTION: Final = "reports/"


def filed_events(report: Report, new: Sequence[Identifier]) -> tuple[Event, ...]:
    """Return the event of what the case names for the first time, or nothing when that is nothing.

    It is one event: whoever keeps several of the indicators, handles the report or opens the case gets one
    alert that names all of those that concern them.
    """
    return _events(report, AlertKind.REPORT_FILED, new)


def closed_events(report: Report, over: Sequence[Identifier]) -> tuple[Event, ...]:
    """Return the event of what the case does not stand against any more, or nothing when that is nothing."""
    return _events(report, AlertKind.REPORT_CLOSED, over)


def _events(report: Report, kind: AlertKind, indicators: Sequence[Identifier]) -> tuple[Event, ...]:
    return (_event(report, kind, indicators),) if indicators else ()


def _event(report: Report, kind: AlertKind, indicators: Sequence[Identifier]) -> Event:
    letter = "f" if kind is AlertKind.REPORT_FILED else "c"
    return Event(
        kind=kind,
        event_id=f"{report.name.removeprefix(_COLLECTION)}v{report.version}{letter}",
        about=report.name,
        at=report.updated_at,
        identifier=indicators[0],
        others=tuple(indicators[1:]),
        concerned=(report.handler,) if report.handler != report.filer else (),
        amount=report.amount,
    )
