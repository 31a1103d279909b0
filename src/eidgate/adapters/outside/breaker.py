"""When to stop asking an institution that does not answer, and when to try again."""

import threading
from collections.abc import Callable
from enum import StrEnum
from time import monotonic
from typing import Final

FAILURES: Final = 5
"""In a row until nobody asks any more: one or two are an accident of the network."""
FIRST_PAUSE: Final = 2.0
"""Seconds until one question is let through; doubled with each that fails."""
LONGEST_PAUSE: Final = 60.0
"""Seconds, so that one that is back is asked within a minute."""


class BreakerState(StrEnum):
    """Whether questions go through."""

    CLOSED = "closed"
    OPEN = "open"
    TRYING = "trying"


class Breaker:
    """Counts failures in a row; thread-safe. `seconds` is a monotonic clock."""

    def __init__(
        self,
        *,
        changed: Callable[[BreakerState], None] = lambda _: None,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        self._changed, self._seconds = changed, seconds
        self._lock = threading.Lock()
        self._failures, self._pause, self._until = 0, FIRST_PAUSE, 0.0
        self.state = BreakerState.CLOSED

    def admits(self) -> bool:
        """Whether to ask now; when the pause is over, exactly one caller is told to try."""
        with self._lock:
            if self.state is BreakerState.CLOSED:
                return True
            if self._seconds() < self._until:
                return False
            # the one that tries may never report back; after another pause somebody else may
            self._until = self._seconds() + self._pause
            self._become(BreakerState.TRYING)
            return True

    def succeeded(self) -> None:
        """Tell that it answered."""
        with self._lock:
            self._failures, self._pause = 0, FIRST_PAUSE
            self._become(BreakerState.CLOSED)

    def failed(self) -> None:
        """Tell that no usable answer came."""
        with self._lock:
            self._failures += 1
            if self.state is BreakerState.TRYING:
                self._pause = min(2 * self._pause, LONGEST_PAUSE)
            elif self.state is BreakerState.OPEN or self._failures < FAILURES:
                return
            self._until = self._seconds() + self._pause
            self._become(BreakerState.OPEN)

    def _become(self, state: BreakerState) -> None:
        if state is not self.state:
            self.state = state
            self._changed(state)
