"""The system's wall clock: the only place that reads it."""

from datetime import UTC, datetime

from eidgate.core.terms import Instant


class SystemClock:
    """Implements `ports.Clock`."""

    def now(self) -> Instant:
        """Return the present as an aware UTC datetime."""
        return datetime.now(UTC)  # noqa: TID251 (the one place that may)
