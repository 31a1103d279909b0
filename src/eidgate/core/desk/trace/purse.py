"""What an account passes on: a rule says which part of a payment is traced money.

Banks report transfers, not balances. So a purse opens with the first traced money; what the account held
before is unknown and is taken to leave last. From then on every sum that comes in is known.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final, Protocol

from eidgate.core.desk.trace.fifo import FifoPurse
from eidgate.core.desk.trace.pro_rata import ProRataPurse


class Rule(StrEnum):
    """How traced and other money mix in an account."""

    FIFO = "fifo"
    """What came first leaves first (Clayton's Case, 1816)."""
    PRO_RATA = "pro_rata"
    """Every payment carries traced money in the proportion in which the account holds it."""


class Purse(Protocol):
    """The money of one account, as far as it is known. All sums are whole and none is negative."""

    @property
    def traced(self) -> int:
        """How much traced money is there."""
        ...

    def put(self, traced: int, other: int) -> None:
        """Let money come in: so much of it traced, so much not."""
        ...

    def take(self, amount: int) -> int:
        """Let `amount` leave and return how much of it is traced: never more than is there."""
        ...


PURSES: Final[dict[Rule, Callable[[], Purse]]] = {Rule.FIFO: FifoPurse, Rule.PRO_RATA: ProRataPurse}
"""A new rule is a new purse and one line here."""
