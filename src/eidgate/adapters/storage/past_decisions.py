"""Implements `eidgate.ports.PastDecisions`: stretches by cursor, so that no index is needed and no scan."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.decision_search import conditions
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.many import chunks, marks
from eidgate.adapters.storage.rows import to_micros
from eidgate.core.terms import Instant, RelyingPartyId
from eidgate.ports import DecisionFilter, PastDecision, Span

DISORDER: Final = timedelta(minutes=10)
"""How far the order of cursors may differ from that of instants: a call's deadline, and the clocks of several
hosts. A period's stretch is longer by this at both ends; the instants are asked all the same."""
_DISORDER: Final = DISORDER // timedelta(microseconds=1)  # numbers reach beyond the calendar


class StoredPastDecisions:
    """Reads on any engine; nothing is written."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def span(self, since: Instant | None, until: Instant | None) -> Span:
        """Return a stretch that holds a period; see the port."""
        return self._access.read(lambda session: _span(session, since, until))

    def read(
        self, span: Span, only: DecisionFilter, relying_party: RelyingPartyId | None = None
    ) -> Sequence[PastDecision]:
        """Return the decisions of a stretch that pass; see the port."""
        return self._access.read(lambda session: _read(session, span, only, relying_party))


def _span(session: Session, since: Instant | None, until: Instant | None) -> Span:
    [(first, last)] = session.rows("SELECT min(cursor), max(cursor) FROM decision")
    if first is None:
        return Span(after=0, last=0)
    after = first - 1 if since is None else _before(session, first, last, to_micros(since) - _DISORDER)
    end = last if until is None else _before(session, first, last, to_micros(until) + _DISORDER)
    return Span(after=after, last=max(after, end))


def _before(session: Session, first: int, last: int, wanted: int) -> int:
    """Return a cursor up to which decisions are older than an instant in microseconds, and then are not.

    Halving, with one row a step: 40 steps reach the end of a trillion decisions.
    """
    low, high = first - 1, last
    while low < high:
        middle = (low + high) // 2
        [(found, made)] = session.rows(
            "SELECT cursor, at FROM decision WHERE cursor > ? ORDER BY cursor LIMIT 1", middle
        )
        if made < wanted:
            low = found
        else:
            high = middle
    return low


def _read(
    session: Session, span: Span, only: DecisionFilter, relying_party: RelyingPartyId | None
) -> list[PastDecision]:
    asked = [("cursor <= ?", span.last), *conditions(only)]
    if relying_party is not None:
        asked.append(("relying_party = ?", relying_party))
    found = session.rows(
        f"SELECT name, record FROM decision WHERE cursor > ? AND {' AND '.join(text for text, _ in asked)}"  # noqa: S608 - our own words only
        " ORDER BY cursor",
        span.after,
        *[value for _, value in asked],
    )
    reports = _reports(session, [name for name, _ in found])
    return [PastDecision(record=record, reports=tuple(reports.get(name, ()))) for name, record in found]


def _reports(session: Session, names: Sequence[str]) -> dict[str, list[str]]:
    reports: dict[str, list[str]] = defaultdict(list)
    for some in chunks(names):
        rows = session.rows(
            f"SELECT decision, kind FROM outcome_report WHERE decision IN ({marks(len(some))})"  # noqa: S608 - marks only
            " ORDER BY cursor",
            *some,
        )
        for name, kind in rows:
            reports[name].append(kind)
    return reports
