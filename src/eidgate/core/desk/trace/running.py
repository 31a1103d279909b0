"""A trace that is kept: what was asked, what has been found so far, and each version of it."""

from dataclasses import dataclass, replace
from typing import NewType

from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.result import Traced
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.relying_party import RelyingParty, Role
from eidgate.core.terms import Instant, RelyingPartyId

TraceName = NewType("TraceName", str)
"""Resource name of a trace, `traces/{id}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningTrace:
    """One version of a trace. Its bounds' `until` is where it ends by itself.

    `unread` are accounts whose transfers are too many to be read: money that came there is not followed.
    `report` is the report that it starts from, "" for none.
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

    @property
    def etag(self) -> str:
        """Names this version."""
        return f"v{self.version}"

    def advanced(self, found: Traced, unread: tuple[str, ...], *, at: Instant) -> "RunningTrace":
        """Return the next version, with what has been found by now."""
        return replace(self, found=found, unread=unread, version=self.version + 1, updated_at=at)


def sees_everything(caller: RelyingParty) -> bool:
    """Whether the caller sees whose account each is: an authority, for it may order holds anywhere."""
    return caller.role is Role.AUTHORITY


def sees_the_way(caller: RelyingParty) -> bool:
    """Whether the caller sees the whole way with the accounts masked: the hotline, to know whom to call."""
    return caller.role is Role.HOTLINE
