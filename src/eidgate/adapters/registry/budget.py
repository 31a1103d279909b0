"""A budget of retries: when many fail, retries would only double what a struggling registry has to bear."""

import threading
from typing import Final

SHARE: Final = 0.1
"""Retries that each first try pays for: at most a tenth more calls, however many fail."""
MOST_SAVED: Final = 10.0
"""Retries that may be saved up, for the first seconds of an accident."""


class RetryBudget:
    """A bucket that first tries fill and retries empty; thread-safe."""

    def __init__(self) -> None:
        self._saved = MOST_SAVED
        self._lock = threading.Lock()

    def pay_in(self) -> None:
        """Tell that a first try is made."""
        with self._lock:
            self._saved = min(MOST_SAVED, self._saved + SHARE)

    def spend(self) -> bool:
        """Take one retry, if there is one left."""
        with self._lock:
            if self._saved < 1:
                return False
            self._saved -= 1
            return True
