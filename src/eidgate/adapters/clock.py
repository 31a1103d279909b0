"""The wall clock: the one place that reads it."""

from datetime import UTC, datetime

from eidgate.core.terms import Instant


class SystemClock:
    """The machine's own clock, kept right by NTP outside."""

    def now(self) -> Instant:
        """Return the present moment in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the place
