"""The system's cryptographic randomness: the only place that draws from it."""

import os
from threading import Lock
from typing import Final

_AHEAD: Final = 1_024  # bytes a draw: one call into the kernel for some forty decisions instead of one each


class SystemRandomness:
    """Implements `ports.Randomness`; draws ahead and gives every byte once.

    For ids and nonces, which soon are public anyway. Secret keys are made elsewhere, and never drawn ahead.
    """

    def __init__(self) -> None:
        self._drawing = Lock()
        self._left = b""
        os.register_at_fork(after_in_child=self._start_afresh)

    def bytes(self, count: int) -> bytes:
        """Return `count` bytes from the system's cryptographic source."""
        with self._drawing:
            if len(self._left) < count:
                self._left = os.urandom(max(count, _AHEAD))
            drawn, self._left = self._left[:count], self._left[count:]
        return drawn

    def _start_afresh(self) -> None:
        """Two processes must not give the same bytes."""
        self._drawing = Lock()
        self._left = b""
