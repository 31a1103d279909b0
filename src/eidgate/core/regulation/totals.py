"""The day's totals T and Tksth: a fold over the account's earlier rows, never a stored counter.

Circular 50/2024 App. 01 notes. The scope (one account, card or wallet, at one provider) is that of the rows
the caller brings: what was paid out of it. A wallet's top-ups are rows of the account or card that paid
them, not of the wallet, and debits that the provider itself started are rows of nobody. The day is that of
Asia/Ho_Chi_Minh (I: the circular names no zone).
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from msgspec import Struct

from eidgate.core.regulation.terms import Earlier, Group, TransactionClass
from eidgate.core.terms import HO_CHI_MINH, Instant, Vnd

_DAY: Final = timedelta(days=1)  # exact: Viet Nam has no daylight saving


class Totals(Struct, frozen=True, kw_only=True):
    """What an account has done before this transaction on one local day, in dong.

    `t` (T): all of the same group. `tksth` (Tksth): the same group's class A and B since the last restart.
    `account`: every group together, which the rule for new organisations looks at (Circular 77/2025).
    """

    t: Vnd
    tksth: Vnd
    account: Vnd


def totals(earlier: Iterable[Earlier], group: Group, day: date) -> Totals:
    """Add up the rows of a local day, in their order.

    Tksth restarts right after any transaction of the day, of whatever group, that was confirmed in a class C
    or class D form: "the customer makes any transaction" (App. 01 note on Tksth). That transaction itself
    does not count towards it; T goes on until midnight. Rows of other days count for nothing.
    """
    start, end = _bounds(day)
    a, b = TransactionClass.A, TransactionClass.B
    c, d = TransactionClass.C, TransactionClass.D
    t = tksth = account = 0
    for row in earlier:
        if not start <= row.at < end:
            continue
        account += row.amount
        if row.group is group:
            t += row.amount
            if row.transaction_class is a or row.transaction_class is b:
                tksth += row.amount
        if row.confirmed_as is c or row.confirmed_as is d:
            tksth = 0
    return Totals(t=Vnd(t), tksth=Vnd(tksth), account=Vnd(account))


@lru_cache(maxsize=8)  # a server sees today, and yesterday around midnight
def _bounds(day: date) -> tuple[Instant, Instant]:
    """Return the day's first instant and the first instant after it; cheaper than asking each row its day."""
    start = datetime.combine(day, time.min, HO_CHI_MINH).astimezone(UTC)
    return start, start + _DAY
