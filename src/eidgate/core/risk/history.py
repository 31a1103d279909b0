"""What happened before: an account's payments, its payee's credits and a device's use, over sliding windows.

Pure folds over the rows that a store found. A window is the time right before the decision (the last 24
hours), never a calendar day, so nobody starts afresh at midnight. The rows are bounded; where the bound cut a
window the fold says so (`complete`), and its numbers are the least that can be true. Facts are numbers and
instants, never lists.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final, TypeAlias

from msgspec import Struct

from eidgate.core.terms import HO_CHI_MINH, Instant, Vnd

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(hours=24)
WEEK: Final = timedelta(days=7)
"""The three windows; fixed, so that recorded facts can be judged by any policy (ADR 0045)."""

_TICK: Final = timedelta(microseconds=1)
_HOUR, _DAY, _WEEK = HOUR // _TICK, DAY // _TICK, WEEK // _TICK

HIGH_VALUE: Final = Vnd(500_000_000)
"""From here on a payment goes through the interbank high-value system (`domain.md` F1.15): it is no piece."""

HOURS: Final = 24


Payment: TypeAlias = tuple[int, int, bytes]
"""A payment out of the account: at, amount, an opaque key of the payee, empty where nobody is paid (cash)."""

Credit: TypeAlias = tuple[int, int, bytes, int]
"""A payment into an account: at, amount, an opaque key of who paid, 1 where the shared list names them."""


class Flow(Struct, frozen=True, kw_only=True):
    """What left an account in a window, before this transaction.

    `others` are the distinct payees other than this transaction's. Not `complete`: at least this much.
    """

    payments: int = 0
    amount: Vnd = Vnd(0)
    others: int = 0
    complete: bool = True


class Credits(Struct, frozen=True, kw_only=True):
    """What came into an account in a window; `listed` are those from listed accounts."""

    credits: int = 0
    amount: Vnd = Vnd(0)
    payers: int = 0
    listed: int = 0
    complete: bool = True


class Reports(Struct, frozen=True, kw_only=True):
    """Decisions on payments from or to an account, by what was reported of them.

    `completed` are payments that were made, `overridden` those before which the payer went on in spite of a
    warning.
    """

    frauds: int = 0
    false_alarms: int = 0
    completed: int = 0
    overridden: int = 0


class History(Struct, frozen=True, kw_only=True):
    """What the ledger knew of the past; every number stands for the time before this transaction.

    `hour`, `day` and `week` are the paying account's at this provider, and `pieces` what it paid to this very
    payee within a day in sums below `HIGH_VALUE`. `payee_since`, `active_since` and `hour_since` say since
    when it pays this payee, at all, and around this hour of the day; None is never. `places_since` says since
    when the countries that it pays from are told, and `place_since` since when it pays from this one; None
    where no country was told now, or never before. `largest` is its largest payment. `received` are the
    credits of a day to the paying account, `payee_received` those of a week to the payee. `device_others`
    counts other people at this provider who used the device.
    """

    hour: Flow = Flow()
    day: Flow = Flow()
    week: Flow = Flow()
    pieces: Flow = Flow()
    payee_since: Instant | None = None
    active_since: Instant | None = None
    hour_since: Instant | None = None
    places_since: Instant | None = None
    place_since: Instant | None = None
    largest: Vnd = Vnd(0)
    received: Credits = Credits()
    payee_received: Credits = Credits()
    device_others: int = 0
    payer_reports: Reports = Reports()
    payee_reports: Reports = Reports()


_NOTHING_PAID: Final = Flow()
_NOTHING_RECEIVED: Final = Credits()


def flows(rows: Sequence[Payment], *, payee: bytes, now: int, known_from: int) -> tuple[Flow, Flow, Flow]:
    """Add up the payments of the last hour, day and week.

    A row counts while its age is below the window; one from a clock ahead of ours counts too. `known_from` is
    the instant after which no row is missing.
    """
    starts = (now - _HOUR, now - _DAY, now - _WEEK)
    week = [row for row in rows if row[0] > starts[2]]
    day = [row for row in week if row[0] > starts[1]]
    hour = [row for row in day if row[0] > starts[0]]
    return (
        _flow(hour, payee, complete=known_from <= starts[0]),
        _flow(day, payee, complete=known_from <= starts[1]),
        _flow(week, payee, complete=known_from <= starts[2]),
    )


def _flow(inside: Sequence[Payment], payee: bytes, *, complete: bool) -> Flow:
    if not inside and complete:
        return _NOTHING_PAID
    return Flow(
        payments=len(inside),
        amount=Vnd(sum([row[1] for row in inside])),
        others=len({row[2] for row in inside} - {payee, b""}),
        complete=complete,
    )


def pieces(rows: Iterable[Payment], *, payee: bytes, now: int, known_from: int) -> Flow:
    """Add up what went to this payee within a day in sums below `HIGH_VALUE`; nothing without a payee."""
    if not payee:
        return _NOTHING_PAID
    start = now - _DAY
    found = [row for row in rows if row[2] == payee and row[0] > start and row[1] < HIGH_VALUE]
    return _flow(found, payee, complete=known_from <= start)


def credits_of(rows: Iterable[Credit], *, window: timedelta, now: int, known_from: int) -> Credits:
    """Add up the credits of a window, by the same rule as `flows`."""
    start = now - window // _TICK
    inside = [row for row in rows if row[0] > start]
    complete = known_from <= start
    if not inside and complete:
        return _NOTHING_RECEIVED
    return Credits(
        credits=len(inside),
        amount=Vnd(sum([row[1] for row in inside])),
        payers=len({row[2] for row in inside}),
        listed=sum([row[3] for row in inside]),
        complete=complete,
    )


def hour_of_day(at: Instant) -> int:
    """Return the hour (0-23) on the customer's clock (`domain.md` F1.2)."""
    return at.astimezone(HO_CHI_MINH).hour


def hours_around(at: Instant) -> tuple[int, int, int]:
    """Return the hour of the day with its neighbours: who pays at nine is not unusual at five past ten."""
    hour = hour_of_day(at)
    return ((hour - 1) % HOURS, hour, (hour + 1) % HOURS)
