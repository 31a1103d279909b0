"""What a trace found: a graph of accounts and the traced money between them, and where money left it.

Always `entered == sum of what rests in accounts + sum of what left`, to the unit.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from eidgate.core.desk.trace.bounds import Exit
from eidgate.core.shape import replace


class Reached(NamedTuple):
    """An account that the money reached, and the traced money that rests there now."""

    hop: int
    """The fewest transfers that lead there; 0 where the trace starts."""
    account: str
    since: int
    """When the first of it came (at hop 0, when the trace starts)."""
    traced: int
    received: int
    """All traced money that ever came in."""
    source: bool
    """Whether everything that leaves it is traced: a robbed account, as a rule."""


class Flow(NamedTuple):
    """All traced money that one account sent to another."""

    source: str
    target: str
    amount: int


class Left(NamedTuple):
    """Traced money that left an account and is not followed any further, and why."""

    account: str
    why: Exit
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """The graph; accounts by hop and name, flows and exits by name: one order, whatever was read first."""

    entered: int
    """All money that the trace started with."""
    reached: tuple[Reached, ...]
    flows: tuple[Flow, ...]
    left: tuple[Left, ...]

    @property
    def resting(self) -> dict[str, int]:
        """The accounts that hold traced money now, with the sums."""
        return {one.account: one.traced for one in self.reached if one.traced}

    @property
    def cash_outs(self) -> tuple[Left, ...]:
        """Where traced money was withdrawn."""
        return tuple(one for one in self.left if one.why is Exit.CASH)

    @property
    def cut(self) -> tuple[Left, ...]:
        """What the bounds cut off."""
        return tuple(one for one in self.left if one.why is not Exit.CASH)

    def hops(self) -> Iterator[tuple[int, list[str]]]:
        """Go through the hops from 1 on, each with the accounts first reached there."""
        for hop, reached in groupby(self.reached, key=lambda one: one.hop):
            if hop:
                yield hop, [one.account for one in reached]


NOTHING: Final = Traced(entered=0, reached=(), flows=(), left=())
"""What is known of a trace before it begins."""


def without_trail(found: Traced, accounts: Collection[str]) -> Traced:
    """Say of accounts whose transfers were not read that the money left: nobody knows where it rests."""
    left = [
        Left(one.account, Exit.TRANSFERS, one.traced)
        for one in found.reached
        if one.traced and one.account in accounts
    ]
    return replace(
        found,
        reached=tuple(one._replace(traced=0) if one.account in accounts else one for one in found.reached),
        left=tuple(sorted((*found.left, *left))),
    )
