"""What a version of a report means to others: the events that its transaction emits."""

from collections.abc import Sequence
from typing import Final

from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.report import Report
from eidgate.core.desk.routing import Event

_COLLECTION: Final = "reports/"


def filed_events(report: Report, new: Sequence[Identifier]) -> tuple[Event, ...]:
    """Return an event for each indicator that the case names for the first time.

    Whoever handles it hears of the first one; of a repeated report that names nothing new nobody needs to.
    """
    return tuple(_event(report, AlertKind.REPORT_FILED, number, one) for number, one in enumerate(new))


def closed_events(report: Report, over: Sequence[Identifier]) -> tuple[Event, ...]:
    """Return an event for each indicator against which the case stands no more."""
    return tuple(_event(report, AlertKind.REPORT_CLOSED, number, one) for number, one in enumerate(over))


def _event(report: Report, kind: AlertKind, number: int, indicator: Identifier) -> Event:
    told = (report.handler,) if number == 0 and report.handler != report.filer else ()
    letter = "f" if kind is AlertKind.REPORT_FILED else "c"
    return Event(
        kind=kind,
        event_id=f"{report.name.removeprefix(_COLLECTION)}v{report.version}{letter}{number}",
        about=report.name,
        at=report.updated_at,
        identifier=indicator,
        concerned=told,
        amount=report.amount,
    )
