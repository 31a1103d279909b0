"""SIMO as the bank reaches it."""

from typing import Protocol

from eidgate.core.desk.simo_batch import SimoBatch, SimoReply


class SimoGateway(Protocol):
    """Sends files to the State Bank."""

    def submit(self, batch: SimoBatch) -> SimoReply:
        """Send a file and return what became of each record.

        The same request id again does nothing twice, so that an unanswered call may be repeated.

        Raises:
            SourceUnavailableError: SIMO cannot be reached, refuses the caller, or its answer is none.
        """
        ...
