"""A moment until which everything must be done."""

from dataclasses import dataclass
from datetime import timedelta
from time import monotonic


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """`at` is in seconds of the monotonic clock."""

    at: float

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            TimeoutError: none is.
        """
        seconds = self.at - monotonic()
        if seconds <= 0:
            raise TimeoutError("the time is up")
        return seconds

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return monotonic() >= self.at


def after(duration: timedelta) -> Deadline:
    """Return the deadline that lies this far ahead."""
    return Deadline(at=monotonic() + duration.total_seconds())
