"""Who watches the banks: metrics; it never fails, never blocks, and sees no account and no name."""

from datetime import timedelta
from typing import Protocol

from eidgate.adapters.outside.breaker import BreakerState


class BankWatcher(Protocol):
    """Told by every question; all labels come from the configuration and from closed sets."""

    def asked(self, bank: str, outcome: str, seconds: float) -> None:
        """A bank was asked: the account's standing when it answered, a fault's word when it did not."""
        ...

    def shed(self, bank: str, why: str) -> None:
        """A question was not asked to protect the rest: `callers`, `pending` or `breaker`."""
        ...

    def breaker(self, bank: str, state: BreakerState) -> None:
        """The breaker of a bank changed."""
        ...

    def recalled(self, bank: str, age: timedelta) -> None:
        """An answer came from memory, this old."""
        ...


class NobodyWatches:
    """Nothing is counted."""

    def asked(self, bank: str, outcome: str, seconds: float) -> None:
        """Ignore it."""

    def shed(self, bank: str, why: str) -> None:
        """Ignore it."""

    def breaker(self, bank: str, state: BreakerState) -> None:
        """Ignore it."""

    def recalled(self, bank: str, age: timedelta) -> None:
        """Ignore it."""
