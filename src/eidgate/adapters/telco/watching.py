"""Who watches the operators: metrics; it never fails, never blocks and sees no number."""

from datetime import timedelta
from typing import Protocol

from eidgate.adapters.outside.breaker import BreakerState


class OperatorWatcher(Protocol):
    """Told by every question; all labels come from the configuration and from closed sets."""

    def answered(self, operator: str, asked: str, outcome: str, seconds: float) -> None:
        """An operator was asked: a state's word when it answered, a fault's when it did not."""
        ...

    def shed(self, operator: str, why: str) -> None:
        """A question was not asked to protect the rest: `callers`, `pending` or `breaker`."""
        ...

    def breaker(self, operator: str, state: BreakerState) -> None:
        """The breaker of an operator changed."""
        ...

    def recalled(self, operator: str, state: str, age: timedelta) -> None:
        """A reading came from memory, this old."""
        ...


class NobodyWatches:
    """Nothing is counted."""

    def answered(self, operator: str, asked: str, outcome: str, seconds: float) -> None:
        """Ignore it."""

    def shed(self, operator: str, why: str) -> None:
        """Ignore it."""

    def breaker(self, operator: str, state: BreakerState) -> None:
        """Ignore it."""

    def recalled(self, operator: str, state: str, age: timedelta) -> None:
        """Ignore it."""
