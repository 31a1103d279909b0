"""A trace that is kept: what was asked, what has been found so far, and each version of it."""

from dataclasses import dataclass
from typing import NewType

from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.result import Traced
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.errors import ConflictError, IllegalStateError, NotPermittedError
from eidgate.core.relying_party import RelyingParty, Role
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, RelyingPartyId

TraceName = NewType("TraceName", str)
"""Resource name of a trace, `traces/{id}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningTrace:
    """One version of a trace. Its bounds' `until` is where it ends by itself.

    `unread` are accounts whose transfers are too many to be read: money that came there is not followed.
    `report` is the report that it starts from, "" for none. `ended_at` is when `ended_by` ended it before its
    window did, None for never.
    """

    name: TraceName
    asked_by: RelyingPartyId
    institution: str
    seeds: tuple[Seed, ...]
    bounds: Bounds
    rule: Rule
    found: Traced
    unread: tuple[str, ...] = ()
    report: str = ""
    version: int = 1
    created_at: Instant
    updated_at: Instant
    ended_at: Instant | None = None
    ended_by: str = ""
    note: str = ""

    @property
    def etag(self) -> str:
        """Names this version."""
        return f"v{self.version}"

    def advanced(self, found: Traced, unread: tuple[str, ...], *, at: Instant) -> "RunningTrace":
        """Return the next version, with what has been found by now."""
        return replace(self, found=found, unread=unread, version=self.version + 1, updated_at=at)


def ended(trace: RunningTrace, *, by: RelyingParty, etag: str, note: str, at: Instant) -> RunningTrace:
    """Return the last version of a trace: what was found stays, and nothing more is followed.

    Raises:
        NotPermittedError: neither the caller's institution asked for it nor is the caller an authority.
        ConflictError: it changed since it was read.
        IllegalStateError: it was ended before.
    """
    if not (sees_everything(by) or asked_by(trace, by)):
        raise NotPermittedError("a trace is ended by who asked for it or by an authority")
    if etag != trace.etag:
        raise ConflictError(f"the trace is at {trace.etag}, not {etag}")
    if trace.ended_at is not None:
        raise IllegalStateError("the trace was ended before")
    return replace(trace, ended_at=at, ended_by=by.actor, note=note, version=trace.version + 1, updated_at=at)


def asked_by(trace: RunningTrace, caller: RelyingParty) -> bool:
    """Whether the caller, or another one of its institution, asked for the trace."""
    same = bool(trace.institution) and trace.institution == caller.institution
    return same or trace.asked_by == caller.relying_party_id


def sees_everything(caller: RelyingParty) -> bool:
    """Whether the caller sees whose account each is: an authority, for it may order holds anywhere."""
    return caller.role is Role.AUTHORITY


def sees_the_way(caller: RelyingParty) -> bool:
    """Whether the caller sees the whole way with the accounts masked: the hotline, to know whom to call."""
    return caller.role is Role.HOTLINE
