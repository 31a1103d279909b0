"""How much a relying party may ask: one bucket a relying party, shared by all processes of the host.

The generic cell rate algorithm (ITU-T I.371): the bucket is one number, the instant at which it would be full
again, so processes share it as eight bytes of mapped memory. Two processes that take in the same microsecond
may let one call too many through; a quota protects capacity, so that is no harm, and no lock is needed.
"""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import RelyingPartyId
from eidgate.rpc.error_reasons import ErrorReason
from eidgate.rpc.status import RefusedError


class Cell(Protocol):
    """One number that all processes see: a `memoryview` of doubles, or an `array`."""

    def __getitem__(self, index: int, /) -> float: ...

    def __setitem__(self, index: int, value: float, /) -> None: ...


class Quotas:
    """Takes one call from a relying party's bucket; the rate comes from its present configuration."""

    def __init__(
        self, cell: Callable[[RelyingPartyId], Cell], *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._cell = cell
        self._now = now
        self._cells: dict[RelyingPartyId, Cell] = {}
        self._taking = threading.Lock()

    def take(self, party: RelyingParty) -> None:
        """Count one call.

        Raises:
            RefusedError: QUOTA_EXCEEDED, with the time after which one call fits again.
        """
        quota = party.quota
        interval = 1 / quota.per_second
        cell = self._cells.get(party.relying_party_id) or self._open(party.relying_party_id)
        with self._taking:
            now = self._now()
            full_again_at = max(cell[0], now) + interval
            excess = full_again_at - now - quota.burst * interval
            if excess <= interval * _ROUNDING:
                cell[0] = full_again_at
                return
        raise RefusedError(
            ErrorReason.QUOTA_EXCEEDED,
            retry_after=timedelta(seconds=excess),
            quota_of=party.relying_party_id,
        )

    def owe(self, party: RelyingParty, calls: int) -> None:
        """Count further calls that one call stands for, also those that are not there yet.

        How many they are is known when the message was read. What is owed is waited for by the next call.
        """
        cell = self._cells.get(party.relying_party_id) or self._open(party.relying_party_id)
        with self._taking:
            cell[0] = max(cell[0], self._now()) + calls / party.quota.per_second

    def _open(self, party: RelyingPartyId) -> Cell:
        return self._cells.setdefault(party, self._cell(party))


_ROUNDING = 1e-6  # of an interval: additions of fractions must not cost the burst's last call
