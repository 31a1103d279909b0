"""The file of a month on its way to SIMO: made by one officer, checked by another, answered record by record.

A file that was partly rejected is never sent again as it is: what was rejected is corrected in a new one.
"""

from dataclasses import dataclass
from enum import StrEnum

from eidgate.core.desk.simo import Period, SimoRecord, SimoService, check_records
from eidgate.core.errors import IllegalStateError, NotPermittedError
from eidgate.core.shape import replace
from eidgate.core.terms import Instant


class SimoCode(StrEnum):
    """What SIMO answers."""

    ACCEPTED = "00"
    PARTLY_REJECTED = "01"


class BatchState(StrEnum):
    """Where a file stands."""

    MADE = "made"
    CHECKED = "checked"
    ACCEPTED = "accepted"
    PARTLY_REJECTED = "partly_rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A record that SIMO did not take, by its place in the file, and why in SIMO's words."""

    index: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimoReply:
    """SIMO's answer to a file."""

    code: SimoCode
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SimoBatch:
    """One file. `request_id` names it to SIMO, so that sending it again does nothing twice."""

    request_id: str
    service: SimoService
    period: Period
    records: tuple[SimoRecord, ...]
    maker: str
    made_at: Instant
    checker: str = ""
    checked_at: Instant | None = None
    sent_at: Instant | None = None
    reply: SimoReply | None = None

    @property
    def state(self) -> BatchState:
        """Where it stands."""
        if self.reply is not None:
            accepted = self.reply.code is SimoCode.ACCEPTED
            return BatchState.ACCEPTED if accepted else BatchState.PARTLY_REJECTED
        return BatchState.CHECKED if self.checker else BatchState.MADE

    @property
    def to_correct(self) -> tuple[SimoRecord, ...]:
        """The records that must come again in another file."""
        rejected = self.reply.rejected if self.reply else ()
        return tuple(self.records[one.index] for one in rejected)

    def late(self, at: Instant) -> bool:
        """Whether it was or would be sent too late."""
        return (self.sent_at or at) >= self.period.due_at


def make(batch: SimoBatch) -> SimoBatch:
    """Return a new file, if everything in it can be sent.

    Raises:
        InvalidCommandError: with every fault of every record.
        NotPermittedError: no officer made it.
    """
    if not batch.maker:
        raise NotPermittedError("a file is made by an officer")
    check_records(batch.records, batch.service)
    return batch


def check(batch: SimoBatch, officer: str, *, at: Instant) -> SimoBatch:
    """Let a second officer answer for it.

    Raises:
        NotPermittedError: it is the one who made it, or nobody.
        IllegalStateError: it was checked before.
    """
    if batch.state is not BatchState.MADE:
        raise IllegalStateError("the file was checked already")
    if officer in ("", batch.maker):
        raise NotPermittedError("another officer than the one who made it checks a file")
    return replace(batch, checker=officer, checked_at=at)


def answered(batch: SimoBatch, reply: SimoReply, *, at: Instant) -> SimoBatch:
    """Note what SIMO said.

    Raises:
        IllegalStateError: nobody checked it, it was answered before, or the answer contradicts itself.
    """
    if batch.state is not BatchState.CHECKED:
        raise IllegalStateError(f"the file is {batch.state}: it takes a second officer, and is sent once")
    noted = replace(batch, reply=reply, sent_at=at)
    check_answer(noted)
    return noted


def check_answer(batch: SimoBatch) -> None:
    """Refuse an answer that contradicts the file or itself; officers do not seal it, for it comes later.

    Raises:
        IllegalStateError: it does, or there is an answer without its moment or the other way round.
    """
    reply, sent_at = batch.reply, batch.sent_at
    if reply is None and sent_at is None:
        return
    if reply is None or sent_at is None or sent_at.tzinfo is None:
        raise IllegalStateError("a file is answered at an instant")
    places = [one.index for one in reply.rejected]
    sound = all(0 <= place < len(batch.records) for place in places) and len({*places}) == len(places)
    if not sound or bool(places) is (reply.code is SimoCode.ACCEPTED):
        raise IllegalStateError("SIMO's answer contradicts itself; ask before anything is sent again")
