"""Look-up budgets: a bucket a relying party, in one number that all processes of the host share.

The generic cell rate algorithm as for calls (`rpc.interceptors.quota`), but in units, and with debt: what a
look-up costs is known when it was answered.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from math import floor
from threading import Lock
from typing import Any

from eidgate.core.errors import BudgetSpentError
from eidgate.core.relying_party import RelyingParty
from eidgate.ports.look_ups import MISS_COST, Budget


class SharedLookUps:
    """Implements `eidgate.ports.LookUps`; the bucket follows from the relying party's quota of calls.

    It holds as many misses as calls may come at once, and as many units come back a second as calls may.
    """

    def __init__(self, cell: Callable[[str], Any], *, now: Callable[[], float] = time.monotonic) -> None:
        self._cell, self._now = cell, now
        self._cells: dict[str, Any] = {}
        self._taking = Lock()

    def take(self, party: RelyingParty, cost: int) -> Budget:
        """Take units, also those that are not there yet; see the port."""
        cell = self._of(party)
        with self._taking:
            now = self._now()
            cell[0] = max(cell[0], now) + cost / _refill(party)
            return _budget(party, cell[0] - now)

    def check(self, party: RelyingParty, cost: int) -> None:
        """Refuse when fewer units are left; see the port."""
        budget = _budget(party, max(0.0, self._of(party)[0] - self._now()))
        wanted = min(cost, budget.capacity)
        if budget.left < wanted:
            after = timedelta(seconds=(wanted - budget.left) / budget.refill)
            raise BudgetSpentError(after, of=party.relying_party_id)

    def _of(self, party: RelyingParty) -> Any:
        key = f"look-ups:{party.relying_party_id}"
        return self._cells.get(key) or self._cells.setdefault(key, self._cell(key))


def _refill(party: RelyingParty) -> float:
    return party.quota.per_second


def _budget(party: RelyingParty, seconds_owed: float) -> Budget:
    capacity, refill = party.quota.burst * MISS_COST, _refill(party)
    return Budget(left=floor(capacity - seconds_owed * refill + _ROUNDING), capacity=capacity, refill=refill)


_ROUNDING = 1e-3  # of a unit: additions of fractions must not cost one
