"""Figures as authorities publish them, counted from records: exact, whole numbers, by institution.

Times are whole microseconds; a percentile is the nearest rank, so that it is the time of a case that there
was. Pure: which records there are, a store says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.terms import Vnd

ALL: Final = ""
"""The institution of the row that counts everything."""

_MICROSECOND: Final = timedelta(microseconds=1)


class Figure(StrEnum):
    """The columns; blocks have one for each kind (`blocked`)."""

    CASES = "cases"
    REPORTED_AMOUNT = "reported_amount"
    RECOVERED_AMOUNT = "recovered_amount"
    STOPPED_PAYMENTS = "stopped_payments"
    STOPPED_AMOUNT = "stopped_amount"
    WARNINGS_HEEDED = "warnings_heeded"
    HEEDED_AMOUNT = "heeded_amount"
    WARNINGS_OVERRIDDEN = "warnings_overridden"
    HOLDS = "holds"
    FROZEN_AMOUNT = "frozen_amount"
    CASES_HELD = "cases_held"
    TIME_TO_HOLD_MEDIAN = "time_to_hold_median"
    TIME_TO_HOLD_P90 = "time_to_hold_p90"


def blocked(kind: IdentifierKind) -> str:
    """Return the column of blocks of one kind."""
    return f"blocked_{kind}"


COUNTS: Final[Mapping[str, tuple[str, ...]]] = {
    Figure.CASES: (Figure.REPORTED_AMOUNT, Figure.RECOVERED_AMOUNT),
    Figure.STOPPED_PAYMENTS: (Figure.STOPPED_AMOUNT,),
    Figure.WARNINGS_HEEDED: (Figure.HEEDED_AMOUNT,),
    Figure.WARNINGS_OVERRIDDEN: (),
    Figure.HOLDS: (Figure.FROZEN_AMOUNT,),
    Figure.CASES_HELD: (Figure.TIME_TO_HOLD_MEDIAN, Figure.TIME_TO_HOLD_P90),
    **{blocked(kind): () for kind in IdentifierKind},
}
"""Each column that counts, and those that say more about what it counts."""

Row = dict[str, int | None]
"""Column → value; None where there is none to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFact:
    """A case that was reported: by whom, what was lost and came back, and how long until the first hold."""

    institution: str
    lost: Vnd
    recovered: Vnd
    until_hold: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFact:
    """A payment that was stopped, or whose payer was warned, by who asked about it."""

    institution: str
    amount: Vnd


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFact:
    """A hold by who asked for it, and what was frozen."""

    institution: str
    frozen: Vnd


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockFact:
    """Identifiers of one kind whose block began, by whose word it began on."""

    institution: str
    kind: IdentifierKind
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything of a period that is counted."""

    cases: Sequence[CaseFact] = ()
    stopped: Sequence[PaymentFact] = ()
    heeded: Sequence[PaymentFact] = ()
    overridden: Sequence[PaymentFact] = ()
    holds: Sequence[HoldFact] = ()
    blocks: Sequence[BlockFact] = ()


def count(facts: Facts) -> dict[str, Row]:
    """Return a row for each institution of which there is something, and the one for all."""
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    waits: defaultdict[str, list[timedelta]] = defaultdict(list)
    for institution, column, amount in _entries(facts):
        sums[institution][column] += amount
        sums[ALL][column] += amount
    for case in facts.cases:
        if case.until_hold is not None:
            waits[case.institution].append(case.until_hold)
            waits[ALL].append(case.until_hold)
    return {institution: _row(sums[institution], waits[institution]) for institution in sorted({ALL, *sums})}


def nearest_rank(values: Iterable[timedelta], percent: int) -> timedelta | None:
    """Return the smallest value that at least so many percent of them do not exceed, or None of nothing."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * percent // 100) - 1] if ordered else None


def _entries(facts: Facts) -> Iterable[tuple[str, str, int]]:
    for case in facts.cases:
        yield case.institution, Figure.CASES, 1
        yield case.institution, Figure.REPORTED_AMOUNT, case.lost
        yield case.institution, Figure.RECOVERED_AMOUNT, case.recovered
        yield case.institution, Figure.CASES_HELD, int(case.until_hold is not None)
    for payments, number, amount in (
        (facts.stopped, Figure.STOPPED_PAYMENTS, Figure.STOPPED_AMOUNT),
        (facts.heeded, Figure.WARNINGS_HEEDED, Figure.HEEDED_AMOUNT),
    ):
        for payment in payments:
            yield payment.institution, number, 1
            yield payment.institution, amount, payment.amount
    for payment in facts.overridden:
        yield payment.institution, Figure.WARNINGS_OVERRIDDEN, 1
    for hold in facts.holds:
        yield hold.institution, Figure.HOLDS, 1
        yield hold.institution, Figure.FROZEN_AMOUNT, hold.frozen
    for block in facts.blocks:
        yield block.institution, blocked(block.kind), block.number


def _row(sums: Counter[str], waits: Sequence[timedelta]) -> Row:
    row: Row = dict.fromkeys([column for one in COUNTS.items() for column in (one[0], *one[1])], 0)
    row |= sums
    for column, percent in ((Figure.TIME_TO_HOLD_MEDIAN, 50), (Figure.TIME_TO_HOLD_P90, 90)):
        found = nearest_rank(waits, percent)
        row[column] = None if found is None else found // _MICROSECOND
    return row
