"""The present and the unpredictable: the only two doors to clock and randomness."""

from typing import Protocol

from eidgate.core.terms import Instant


class Clock(Protocol):
    """The only source of the present."""

    def now(self) -> Instant:
        """Return the present as an aware UTC datetime."""
        ...


class Randomness(Protocol):
    """The only source of unpredictable bytes."""

    def bytes(self, count: int) -> bytes:
        """Return `count` bytes from the system's cryptographic source."""
        ...
