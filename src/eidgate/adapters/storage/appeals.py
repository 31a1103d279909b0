"""The appeal book port, on any engine: a row for each open appeal, kept by the transactions of its entry."""

from typing import Final

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.outbox import emit
from eidgate.adapters.storage.rows import lock_key, to_instant, to_micros
from eidgate.adapters.storage.watch_columns import entry_from_bytes
from eidgate.adapters.storage.watch_feed import NEWEST
from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.appeal_clocks import OpenAppeals, due_event, open_appeal
from eidgate.core.desk.entry import AppealState, Entry
from eidgate.core.terms import Instant

TOLD_AT_ONCE: Final = 100
"""Appeals that are told in one go: each is a commit, together some tenths of a second."""

_DUE: Final = (
    "SELECT entry FROM open_appeal WHERE decide_by <= ? OR (overdue_from <= ? AND told = 0)"
    " ORDER BY overdue_from LIMIT ?"
)
_ADD: Final = (
    "INSERT INTO open_appeal (appeal, entry, filed_at, overdue_from, decide_by, reviewed, told)"
    " VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT (appeal) DO UPDATE SET"
    " reviewed = excluded.reviewed, overdue_from = excluded.overdue_from"
)
_NEVER: Final = 2**62
"""From when on a review that was done in time is overdue."""


def note_appeals(session: Session, entry: Entry) -> None:
    """Note which appeal is open after a change of its entry."""
    appeal = open_appeal(entry)
    session.write(
        "DELETE FROM open_appeal WHERE entry = ? AND appeal <> ?", entry.name, appeal.name if appeal else ""
    )
    if appeal is None:
        return
    waiting = appeal.state is AppealState.FILED
    session.write(
        _ADD,
        appeal.name,
        entry.name,
        to_micros(appeal.filed_at),
        to_micros(appeal.review_by) if waiting else _NEVER,
        to_micros(appeal.decide_by),
        int(not waiting),
    )


class StoredAppeals:
    """Implements `eidgate.ports.AppealBook`."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def tell_due(self, at: Instant) -> list[AlertKind]:
        """Alert of what is due; see the port."""
        now = to_micros(at)
        due = self._access.read(lambda session: session.rows(_DUE, now, now, TOLD_AT_ONCE))
        told = (self._tell(name, at) for (name,) in due)
        return [kind for kind in told if kind is not None]

    def open_appeals(self, at: Instant) -> OpenAppeals:
        """Return what is open; see the port."""
        [(number, reviewed, overdue, oldest)] = self._access.read(
            lambda session: session.rows(
                "SELECT count(*), coalesce(sum(reviewed), 0),"
                " coalesce(sum(CASE WHEN overdue_from <= ? THEN 1 ELSE 0 END), 0), min(filed_at)"
                " FROM open_appeal",
                to_micros(at),
            )
        )
        return OpenAppeals(
            waiting=number - int(reviewed),
            in_review=int(reviewed),
            overdue=int(overdue),
            oldest=None if oldest is None else to_instant(oldest),
        )

    def _tell(self, entry: str, at: Instant) -> AlertKind | None:
        return self._access.change(lambda session: _tell(session, entry, at))


def _tell(session: Session, name: str, at: Instant) -> AlertKind | None:
    """Tell what is due of one entry's appeal; under its lock, for somebody may be deciding about it."""
    found = entry_from_bytes(session.rows(NEWEST, name)[0][0])
    session.lock(lock_key(f"watch:{found.identifier.key}"))
    entry = entry_from_bytes(session.rows(NEWEST, name)[0][0])
    rows = session.rows("SELECT told FROM open_appeal WHERE entry = ?", name)
    if at >= entry.until:  # it ended before its appeal did: there is nothing left to decide about
        session.write("DELETE FROM open_appeal WHERE entry = ?", name)
        return None
    event = due_event(entry, at=at, told=bool(rows[0][0])) if rows else None
    if event is None:
        return None
    if event.kind is AlertKind.APPEAL_LAPSED:
        session.write("DELETE FROM open_appeal WHERE entry = ?", name)
    else:
        session.write("UPDATE open_appeal SET told = 1 WHERE entry = ?", name)
    emit(session, event)
    return event.kind
