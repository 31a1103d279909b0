"""Sending a month's file to SIMO: signed off by the second officer, sent once, its answer noted."""

from eidgate.core.desk.simo_batch import BatchState, SimoBatch, answered, check
from eidgate.core.errors import IllegalStateError
from eidgate.core.terms import Instant
from eidgate.ports.simo import SimoGateway


def sign_off(batch: SimoBatch, officer: str, *, at: Instant) -> SimoBatch:
    """Let an officer check a file, unless they did before: a call that was not answered may be repeated.

    Raises:
        NotPermittedError: it is the officer who made it.
        IllegalStateError: it was sent already, or checked by another.
    """
    if batch.state is BatchState.CHECKED and batch.checker == officer:
        return batch
    return check(batch, officer, at=at)


def send(batch: SimoBatch, gateway: SimoGateway, *, at: Instant) -> SimoBatch:
    """Send a checked file and note what became of each record.

    Raises:
        IllegalStateError: it was not checked, or the answer contradicts itself.
        SourceUnavailableError: SIMO could not be reached; the same call may be repeated.
    """
    if batch.state is not BatchState.CHECKED:
        raise IllegalStateError("a file is sent once, and after a second officer checked it")
    return answered(batch, gateway.submit(batch), at=at)
