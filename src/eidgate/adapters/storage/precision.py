"""Implements `eidgate.ports.PrecisionBook`: reports by day and ground."""

from collections.abc import Iterable, Sequence
from datetime import date

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.many import insert
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.risk.precision import Ground, GroundKind, ReportsOfDay


class StoredPrecision:
    """On any engine."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def since(self, day: date) -> Sequence[ReportsOfDay]:
        """Return what was reported from a day on; see the port."""
        return self._access.read(lambda session: _since(session, day.toordinal()))

    def forget(self, before: date) -> int:
        """Drop the days before; see the port."""
        statement = "DELETE FROM report_day WHERE day < ?"
        return self._access.change(lambda session: session.write(statement, before.toordinal()))


def count_grounds(session: Session, grounds: Iterable[Ground], kind: OutcomeKind, day: date) -> None:
    """Add a decision to the day's counts; in order, so that no two reports wait for each other crosswise."""
    rows = [(day.toordinal(), one.part.value, one.what, kind.value, 1) for one in sorted(set(grounds))]
    if rows:
        insert(
            session,
            "INSERT INTO report_day (day, part, what, kind, decisions)",
            rows,
            end="ON CONFLICT (day, part, what, kind) DO UPDATE SET decisions = report_day.decisions + 1",
        )


def _since(session: Session, day: int) -> list[ReportsOfDay]:
    rows = session.rows(
        "SELECT day, part, what, kind, decisions FROM report_day WHERE day >= ?"
        " ORDER BY day, part, what, kind",
        day,
    )
    return [
        ReportsOfDay(
            day=date.fromordinal(found),
            ground=Ground(part=GroundKind(part), what=what),
            kind=OutcomeKind(kind),
            decisions=int(decisions),
        )
        for found, part, what, kind, decisions in rows
    ]
