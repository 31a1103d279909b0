"""Settled transfers as the trace reads them: columns of integers, in one order whatever order they came in.

Times are whole ticks of the caller's choice (the service uses microseconds) and amounts whole units of money.
A million transfers take 24 MB and their accounts' names; objects of our own would take ten times as much.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

CASH: Final = "CASH"
"""The target of a withdrawal: money that goes there has left all accounts."""

LARGEST: Final = 2**63 - 1
"""What a column holds: a tick or a sum beyond it is refused where it is read."""


class Transfer(NamedTuple):
    """Money that moved. The fields stand in the order in which transfers are followed.

    In one instant the source, target, amount and id decide, never the order of arrival; the walk then lets
    those go first whose source is nearest to the start.
    """

    at: int
    source: str
    target: str
    amount: int
    transfer_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfers:
    """Transfers in the order of `Transfer`; an account is its number, which sorts as its name does."""

    accounts: Sequence[str]
    at: Sequence[int]
    source: Sequence[int]
    target: Sequence[int]
    amount: Sequence[int]
    numbers: dict[str, int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.at)

    @property
    def cash(self) -> int:
        """The number of `CASH`, or -1 when nobody withdrew."""
        return self.numbers.get(CASH, -1)


def in_order(transfers: Iterable[Transfer], *, accounts: Iterable[str] = ()) -> Transfers:
    """Order transfers; `accounts` are further ones that a trace may start from."""
    ordered = sorted(transfers)
    names = {one.source for one in ordered}
    names.update(one.target for one in ordered)
    names.update(accounts)
    known = sorted(names)
    numbers = {name: number for number, name in enumerate(known)}
    return Transfers(
        accounts=known,
        at=array("q", (one.at for one in ordered)),
        source=array("i", (numbers[one.source] for one in ordered)),
        target=array("i", (numbers[one.target] for one in ordered)),
        amount=array("q", (one.amount for one in ordered)),
        numbers=numbers,
    )
