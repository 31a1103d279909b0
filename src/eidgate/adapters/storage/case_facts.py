"""Cases of a period: the reports of each matter read together, as their newest versions are."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.report_rows import read_report
from eidgate.adapters.storage.rows import to_instant
from eidgate.core.desk.report import Report, ReportState, Scheme
from eidgate.core.desk.statistics import CaseFact
from eidgate.core.terms import Vnd

TOGETHER: Final = 1_000
"""Cases a page."""

_CASES: Final = (
    "WITH first AS (SELECT name, cursor FROM report WHERE case_name = name"
    " AND filed_at >= ? AND filed_at < ? AND cursor > ? ORDER BY cursor LIMIT ?)"
    " SELECT first.cursor, v.body,"
    " (SELECT min(placed_at) FROM case_hold h WHERE h.case_name = first.name)"
    " FROM first JOIN report r ON r.case_name = first.name"
    " JOIN report_version v ON v.report = r.name"
    " AND v.version = (SELECT max(version) FROM report_version WHERE report = r.name)"
    " ORDER BY first.cursor, r.cursor"
)
_NOT_COUNTED: Final = frozenset({ReportState.UNFOUNDED, ReportState.WITHDRAWN})
_SPAM: Final = frozenset({Scheme.SPAM_MESSAGE, Scheme.SPAM_CALL})


def case_facts(session: Session, start: int, end: int, go_on: Callable[[], None]) -> list[CaseFact]:
    """Return the cases that were first reported in [start, end), in that order."""
    return [fact for rows in _cases(session, start, end, go_on) if (fact := _fact(rows)) is not None]


def _cases(
    session: Session, start: int, end: int, go_on: Callable[[], None]
) -> Iterator[list[tuple[Any, ...]]]:
    after = 0
    while rows := session.rows(_CASES, start, end, after, TOGETHER):
        for _, of_case in groupby(rows, key=lambda row: row[0]):
            yield list(of_case)
        go_on()
        after = rows[-1][0]


def _fact(rows: list[tuple[Any, ...]]) -> CaseFact | None:
    """Return a case, or None of one that does not count.

    Who reports a matter twice may say twice what came back: it came back once.
    """
    reports = [read_report(body) for _, body, _ in rows]
    first, held_at = reports[0], rows[0][2]
    if first.scheme in _SPAM or all(one.state in _NOT_COUNTED for one in reports):
        return None
    return CaseFact(
        institution=first.filer,
        lost=first.amount,
        recovered=_recovered(reports),
        until_hold=None if held_at is None else to_instant(held_at) - first.filed_at,
    )


def _recovered(reports: list[Report]) -> Vnd:
    return max(one.recovered for one in reports)
