"""The transactional outbox: alerts are written by the transaction that makes their event true, or not at all.

    store.access.change(lambda session: (change_something(session), emit(session, Event(...))))

Call `emit` after every lock that the transaction takes: its own lock is the last in the common order.
"""

from collections.abc import Iterable

from eidgate.adapters.storage.alert_columns import ADD, CURSOR_LOCK, to_row
from eidgate.adapters.storage.engine import Session
from eidgate.core.desk.alert import Alert
from eidgate.core.desk.routing import Event, route


def emit(session: Session, *events: Event) -> tuple[Alert, ...]:
    """Write the alerts of these events with the transaction under way, and return them."""
    alerts = tuple(alert for event in events for alert in route(event))
    add_alerts(session, alerts)
    return alerts


def add_alerts(session: Session, alerts: Iterable[Alert]) -> None:
    """Write alerts that were routed before; their names must be new."""
    rows = [to_row(alert) for alert in alerts]
    if not rows:
        return
    session.lock(CURSOR_LOCK)
    for row in rows:
        session.write(ADD, *row)
