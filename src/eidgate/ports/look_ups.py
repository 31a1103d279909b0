"""What a relying party may look up: a budget in which a miss costs more, so that nobody lists the list."""

from dataclasses import dataclass
from typing import Final, Protocol

from eidgate.core.relying_party import RelyingParty

HIT_COST: Final = 1
MISS_COST: Final = 20
"""As in DICT, where a look-up of a key that does not exist costs twenty (`peers.md`): whoever asks about
known suspects hardly notices, whoever tries numbers one after another is out of budget at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A bucket of `capacity` units of which `left` remain; `refill` units come back each second."""

    left: int
    capacity: int
    refill: float


class LookUps(Protocol):
    """The budgets of relying parties, shared by all processes of a host."""

    def take(self, party: RelyingParty, cost: int) -> Budget:
        """Take units, more than are left if need be: what is owed is waited for by the next call."""
        ...

    def check(self, party: RelyingParty, cost: int) -> None:
        """See whether so many units are left.

        Raises:
            BudgetSpentError: they are not, with the time after which they are.
        """
        ...
