"""A second trace, as simple as can be: every path enumerated, every dong a coin, every share a fraction."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor

from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.result import Traced
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.desk.trace.transfers import CASH, Transfer


def hops_by_paths(transfers: Sequence[Transfer], start: str, at: int, most: int) -> dict[int, set[str]]:
    """Enumerate all paths in which no transfer is earlier than the one before; a transfer is used once."""
    fewest: dict[str, int] = {start: 0}

    def go_on(account: str, at: int, used: frozenset[int]) -> None:
        if len(used) == most:
            return
        for index, one in enumerate(transfers):
            if index in used or one.source != account or one.at < at or CASH in one[1:3]:
                continue
            fewest[one.target] = min(fewest.get(one.target, most), len(used) + 1)
            go_on(one.target, one.at, used | {index})

    go_on(start, at, frozenset())
    found = defaultdict(set)
    for account, hop in fewest.items():
        found[hop].add(account)
    found.pop(0)
    return dict(found)


class Coins:
    """An account's coins in the order of their coming; True is a traced one."""

    def __init__(self) -> None:
        self.coins: list[bool] = []

    def put(self, traced: int, other: int) -> None:
        self.coins += [True] * traced + [False] * other

    def take(self, amount: int) -> int:
        left, self.coins = self.coins[:amount], self.coins[amount:]
        return sum(left)

    @property
    def traced(self) -> int:
        return sum(self.coins)


class Shares:
    """The whole history of an account; every payment's share is worked out again from what came last."""

    def __init__(self) -> None:
        self.whole = self.traced = 0
        self.payments: list[int] = []

    def put(self, traced: int, other: int) -> None:
        gone, _ = self.gone()
        self.whole, self.traced, self.payments = (
            self.whole - gone + traced + other,
            self.traced_left() + traced,
            [],
        )

    def gone(self) -> tuple[int, int]:
        gone = min(sum(self.payments), self.whole)
        return gone, floor(Fraction(self.traced, self.whole) * gone) if self.whole else 0

    def traced_left(self) -> int:
        return self.traced - self.gone()[1]

    def take(self, amount: int) -> int:
        before = self.traced_left()
        self.payments.append(amount)
        return before - self.traced_left()


def settled(
    transfers: Iterable[Transfer], seed: Seed, bounds: Bounds, rule: Rule
) -> tuple[Counter[str], int]:
    """Return what rests in each account, and what has left, for a seed with an amount."""
    purses: dict[str, Coins | Shares] = {}
    hop: dict[str, int] = {}

    def open_purse(account: str) -> Coins | Shares:
        return purses.setdefault(account, Coins() if rule is Rule.FIFO else Shares())

    assert seed.amount is not None
    open_purse(seed.account).put(seed.amount, 0)
    hop[seed.account] = 0
    left = 0
    waiting = sorted(one for one in transfers if one.at >= seed.at)
    while waiting:
        instant = [one for one in waiting if one.at == waiting[0].at]
        one = min(instant, key=lambda each: (hop.get(each.source, 10**9), each))
        waiting.remove(one)
        if one.source == one.target:
            continue
        if one.source not in hop:
            if one.target in hop:
                purses[one.target].put(0, one.amount)
            continue
        carried = purses[one.source].take(one.amount)
        late = bounds.until is not None and one.at > bounds.until
        full = one.target not in hop and len(hop) >= bounds.accounts
        if one.target == CASH or late or hop[one.source] >= bounds.hops or carried < bounds.least or full:
            left += carried
            if one.target in hop:
                purses[one.target].put(0, one.amount)
            continue
        hop[one.target] = min(hop.get(one.target, 10**9), hop[one.source] + 1)
        open_purse(one.target).put(carried, one.amount - carried)
    resting = Counter(
        {
            account: purse.traced if isinstance(purse, Coins) else purse.traced_left()
            for account, purse in purses.items()
        }
    )
    return +resting, left


def total(found: Traced) -> int:
    """Everything that rests and everything that left."""
    return sum(one.traced for one in found.reached) + sum(one.amount for one in found.left)
