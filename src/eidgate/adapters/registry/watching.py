"""Who watches the registry: metrics; it never fails, never blocks and sees nobody's fields."""

from datetime import timedelta
from typing import Protocol

from eidgate.adapters.outside.breaker import BreakerState


class RegistryWatcher(Protocol):
    """Told by every question; all labels come from closed sets."""

    def asked(self, outcome: str, seconds: float) -> None:
        """One try ended: the result's word when it was answered, a fault's when it was not."""
        ...

    def shed(self, why: str) -> None:
        """A question was not asked to protect the rest: `callers` or `breaker`."""
        ...

    def breaker(self, state: BreakerState) -> None:
        """The breaker changed."""
        ...

    def recalled(self, result: str, age: timedelta) -> None:
        """A match of before was told as `match` or `stale`, this old."""
        ...


class NobodyWatches:
    """Nothing is counted."""

    def asked(self, outcome: str, seconds: float) -> None:
        """Ignore it."""

    def shed(self, why: str) -> None:
        """Ignore it."""

    def breaker(self, state: BreakerState) -> None:
        """Ignore it."""

    def recalled(self, result: str, age: timedelta) -> None:
        """Ignore it."""
