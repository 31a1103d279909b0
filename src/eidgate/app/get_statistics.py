"""GetStatistics: the figures of a period, exact for who may know, without small counts for everybody else."""

from dataclasses import dataclass
from datetime import timedelta

from eidgate.app.acting import institution_of
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.core.desk.statistics import ALL, Row, count
from eidgate.core.desk.suppression import suppressed, whole_month
from eidgate.core.errors import DeadlineError
from eidgate.core.relying_party import RelyingParty, Right, Role
from eidgate.core.terms import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Rows by institution, "" for all together; `complete` says that nothing is suppressed."""

    rows: dict[str, Row]
    start: Instant
    end: Instant
    at: Instant
    complete: bool


def get_statistics(
    caller: RelyingParty, start: Instant, end: Instant, service: Service, *, remaining: timedelta
) -> Statistics:
    """Count the records of a period.

    An authority and an auditor see everything. Others see their own institution's row; of a whole month that
    is over also the total and the other institutions' rows, without small counts.

    Raises:
        NotPermittedError: the role may not read statistics.
        DeadlineError: there are too many records for the time; a shorter period may do.
    """
    require(caller, Right.READ_STATISTICS)
    now = service.clock.now()
    until = now + remaining

    def go_on() -> None:
        if service.clock.now() >= until:
            raise DeadlineError("the period has too many records; ask for a shorter one")

    rows = count(service.records.facts(start, end, go_on=go_on))
    complete = caller.role is Role.AUTHORITY or caller.has(Right.AUDIT)
    if not complete:
        rows = _seen(rows, institution_of(caller), open_to_all=whole_month(start, end, at=now))
    return Statistics(rows=rows, start=start, end=end, at=now, complete=complete)


def _seen(rows: dict[str, Row], own: str, *, open_to_all: bool) -> dict[str, Row]:
    if open_to_all:
        return suppressed(rows, own)
    nothing: Row = dict.fromkeys(rows[ALL])
    return {ALL: nothing} | {one: row for one, row in rows.items() if one == own}
