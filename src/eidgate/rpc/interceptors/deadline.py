"""How long a call may take: as long as the caller waits, at most the cap, at least what a decision needs."""

from dataclasses import dataclass
from datetime import timedelta

import grpc

from eidgate.rpc.error_reasons import ErrorReason
from eidgate.rpc.status import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """`cap` holds for a caller without a deadline and for one that would wait longer."""

    cap: timedelta = timedelta(seconds=3)
    """As OpenFGA's; a payment screen that waited longer has already failed."""
    least: timedelta = timedelta(milliseconds=2)
    """Below it the answer cannot arrive in time; deciding would only waste a durable write."""

    def remaining(self, context: grpc.ServicerContext) -> timedelta:
        """Return the time left for the handler.

        Raises:
            RefusedError: DEADLINE_TOO_SHORT.
        """
        seconds = context.time_remaining()
        if seconds >= self.cap.total_seconds():
            return self.cap
        remaining = timedelta(seconds=seconds)
        if remaining < self.least:
            raise RefusedError(ErrorReason.DEADLINE_TOO_SHORT)
        return remaining
