"""The record book port, on any engine: each kind of record a question of its own, read in pages."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any, Final

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.case_facts import case_facts
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.hold_rows import read_hold
from eidgate.adapters.storage.let_through import allowed_of
from eidgate.adapters.storage.payment_facts import Payment, read_payment
from eidgate.adapters.storage.rows import to_instant, to_micros
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.statistics import BlockFact, Facts, HoldFact
from eidgate.core.desk.stopped import SAME_PAYMENT_WITHIN, Try, begun_payments, stopped_payments
from eidgate.core.terms import Instant, Vnd

TOGETHER: Final = 1_000
"""Records a page: some megabytes, some tens of milliseconds."""

_STOPPED: Final = (
    "SELECT d.at, d.cursor, d.record,"
    " EXISTS (SELECT 1 FROM outcome_report o WHERE o.decision = d.name AND o.kind = 'completed')"
    " FROM decision d"
    " WHERE d.outcome IN ('HOLD', 'DENY') AND d.at < ? AND (d.at > ? OR (d.at = ? AND d.cursor > ?))"
    " ORDER BY d.at, d.cursor LIMIT ?"
)
_WARNED: Final = (
    "SELECT o.at, o.cursor, o.kind, d.record FROM outcome_report o JOIN decision d ON d.name = o.decision"
    " WHERE o.kind IN ('cancelled', 'warning_overridden')"
    " AND o.at < ? AND (o.at > ? OR (o.at = ? AND o.cursor > ?))"
    " AND NOT EXISTS (SELECT 1 FROM outcome_report e WHERE e.decision = o.decision AND e.kind = o.kind"
    " AND (e.at < o.at OR (e.at = o.at AND e.cursor < o.cursor)))"
    " AND (o.kind = 'cancelled' OR NOT EXISTS"
    " (SELECT 1 FROM outcome_report c WHERE c.decision = o.decision AND c.kind = 'cancelled'))"
    " ORDER BY o.at, o.cursor LIMIT ?"
)
_HOLDS: Final = (
    "SELECT h.placed_at, n.cursor, v.body FROM case_hold h JOIN hold n ON n.name = h.hold"
    " JOIN hold_version v ON v.hold = h.hold"
    " AND v.version = (SELECT max(version) FROM hold_version WHERE hold = h.hold)"
    " WHERE h.placed_at < ? AND (h.placed_at > ? OR (h.placed_at = ? AND n.cursor > ?))"
    " ORDER BY h.placed_at, n.cursor LIMIT ?"
)
_BLOCKS: Final = (
    "SELECT institution, kind, 1 FROM block_begun WHERE at >= ? AND at < ?"
    " UNION ALL SELECT institution, kind, begun FROM list_blocks_begun WHERE at >= ? AND at < ?"
)
_AROUND: Final = SAME_PAYMENT_WITHIN // timedelta(microseconds=1)
"""How far beyond the period tries and words are read, so that each payment is known whole."""


class StoredRecords:
    """Implements `eidgate.ports.RecordBook`."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def facts(self, start: Instant, end: Instant, *, go_on: Callable[[], None]) -> Facts:
        """Return everything of a period that is counted; see the port."""
        return self._access.read(lambda session: _facts(session, to_micros(start), to_micros(end), go_on))


def _facts(session: Session, start: int, end: int, go_on: Callable[[], None]) -> Facts:
    def pages(statement: str, around: int = 0) -> Iterator[tuple[Any, ...]]:
        at, cursor = start - around - 1, _LAST
        while rows := session.rows(statement, end + around, at, at, cursor, TOGETHER):
            yield from rows
            go_on()
            at, cursor = rows[-1][:2]

    first, last = to_instant(start), to_instant(end)
    stopped = begun_payments(_tries(pages(_STOPPED, _AROUND)), first, last)
    warned = begun_payments(_words(pages(_WARNED, _AROUND)), first, last)
    return Facts(
        cases=case_facts(session, start, end, go_on),
        stopped=stopped_payments(stopped, allowed_of(session, stopped, go_on)),
        heeded=stopped_payments(warned, allowed_of(session, warned, go_on)),
        overridden=[payment.fact for payment, overridden in warned if overridden],
        holds=[_held(body) for _, _, body in pages(_HOLDS)],
        blocks=[
            BlockFact(institution=institution, kind=IdentifierKind(kind), number=number)
            for institution, kind, number in session.rows(_BLOCKS, start, end, start, end)
        ],
    )


_LAST: Final = 2**63 - 1
"""No cursor is larger: the first page begins with the first instant of the period."""


def _tries(rows: Iterable[tuple[Any, ...]]) -> Iterator[Try]:
    for at, _, record, completed in rows:
        if payment := read_payment(record):
            yield _try(payment, at, went_ahead=bool(completed))


def _words(rows: Iterable[tuple[Any, ...]]) -> Iterator[Try]:
    """Yield what payers did about warnings: one try in spite of it weighs more than one that heeded it."""
    for at, _, kind, record in rows:
        if (payment := read_payment(record)) and payment.warned:
            yield _try(payment, at, went_ahead=kind != "cancelled")


def _try(payment: Payment, at: int, *, went_ahead: bool) -> Try:
    return Try(
        payment=payment.same,
        institution=payment.institution,
        amount=payment.amount,
        at=to_instant(at),
        went_ahead=went_ahead,
    )


def _held(body: bytes) -> HoldFact:
    hold = read_hold(body)
    return HoldFact(institution=hold.requester, frozen=hold.frozen or Vnd(0))
