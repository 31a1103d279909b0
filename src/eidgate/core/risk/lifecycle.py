"""The life of a policy's version: proposed, approved, activated, rolled back; a fold over its events.

Nothing is overwritten: who did what and when are the state. Steps are pure and return the event to append.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from eidgate.core.errors import ConflictError, IllegalStateError, NotPermittedError
from eidgate.core.terms import Instant, PolicyName

FARTHEST: Final = timedelta(days=90)
"""How far ahead an activation may be set: a quarter, as circulars come into force."""


class PolicyAct(StrEnum):
    """What can be done to a version."""

    PROPOSE = "propose"
    APPROVE = "approve"
    ACTIVATE = "activate"
    ROLL_BACK = "roll_back"
    SHADOW = "shadow"
    END_SHADOW = "end_shadow"


class PolicyState(StrEnum):
    """How far a version has come; whether it is in force is asked of the line (`in_force`)."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    ACTIVATED = "activated"
    ROLLED_BACK = "rolled_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyEvent:
    """Who did what. `effective_at` is an activation's, and `at` itself for every other act.

    `per_mille` is a shadow's share of the decisions, 0 for every other act.
    """

    act: PolicyAct
    actor: str
    at: Instant
    effective_at: Instant
    note: str = ""
    per_mille: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyVersion:
    """One proposed document of a line, with everything that happened to it, oldest first."""

    name: PolicyName
    line: str
    version: str
    digest: str
    approvals_needed: int
    events: tuple[PolicyEvent, ...]

    @property
    def etag(self) -> str:
        """Names this state; an act on another one is refused."""
        return f"v{len(self.events)}"

    @property
    def proposer(self) -> str:
        """Who proposed it."""
        return self.events[0].actor

    @property
    def approvers(self) -> tuple[str, ...]:
        """Who approved it."""
        return tuple(one.actor for one in self.events if one.act is PolicyAct.APPROVE)

    @property
    def state(self) -> PolicyState:
        """How far it has come."""
        last = next(one.act for one in reversed(self.events) if one.act not in _ASIDE)
        if last in _ENDS:
            return _ENDS[last]
        approved = len(self.approvers) >= self.approvals_needed
        return PolicyState.APPROVED if approved else PolicyState.PROPOSED


def texts_of(version: PolicyVersion) -> Iterator[str]:
    """Yield what people wrote into it, and each event's instants: how long it is depends on these."""
    yield from (version.line, version.version)
    for one in version.events:
        yield from (one.actor, one.note, one.at.isoformat(), one.effective_at.isoformat())


_ASIDE: Final = frozenset({PolicyAct.SHADOW, PolicyAct.END_SHADOW})
"""Acts that bring a version no further: it is only looked at (`shadowing.py`)."""

_ENDS: Final = {PolicyAct.ACTIVATE: PolicyState.ACTIVATED, PolicyAct.ROLL_BACK: PolicyState.ROLLED_BACK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Activation:
    """A version that is to be in force on its line from an instant on; `order` breaks ties, later wins."""

    line: str
    name: PolicyName
    digest: str
    effective_at: Instant
    order: int


def in_force(activations: Iterable[Activation], line: str, at: Instant) -> Activation | None:
    """Return the activation in force on a line, or None while the configured policy is."""
    begun = [one for one in activations if one.line == line and one.effective_at <= at]
    return max(begun, key=lambda one: (one.effective_at, one.order), default=None)


def approve(version: PolicyVersion, *, actor: str, at: Instant, etag: str, note: str) -> PolicyEvent:
    """Approve what somebody else proposed.

    Raises:
        ConflictError: it changed since it was read.
        NotPermittedError: the actor proposed or approved it already; it takes another person.
        IllegalStateError: it waits for no approval.
    """
    check_etag(version, etag)
    if version.state is not PolicyState.PROPOSED:
        raise IllegalStateError(f"the policy is {version.state} already")
    if actor in (version.proposer, *version.approvers):
        raise NotPermittedError(
            "who proposed or approved a policy cannot approve it; it takes another person"
        )
    return PolicyEvent(act=PolicyAct.APPROVE, actor=actor, at=at, effective_at=at, note=note)


def activate(
    version: PolicyVersion, *, actor: str, at: Instant, etag: str, effective_at: Instant | None
) -> PolicyEvent:
    """Put an approved version in force, now or from an instant on.

    Raises:
        ConflictError: it changed since it was read.
        IllegalStateError: it is not approved, or activated already, or the instant is past or too far ahead.
    """
    check_etag(version, etag)
    if version.state is not PolicyState.APPROVED:
        raise IllegalStateError(f"the policy is {version.state}; an approved one can be activated")
    begins = at if effective_at is None else effective_at
    if not at <= begins <= at + FARTHEST:
        raise IllegalStateError("the effective time must be from now to 90 days ahead")
    return PolicyEvent(act=PolicyAct.ACTIVATE, actor=actor, at=at, effective_at=begins)


def roll_back(version: PolicyVersion, *, actor: str, at: Instant, etag: str, note: str) -> PolicyEvent:
    """Strike an activation, begun or not: what was in force without it is in force again.

    Raises:
        ConflictError: it changed since it was read.
        IllegalStateError: it is not activated.
    """
    check_etag(version, etag)
    if version.state is not PolicyState.ACTIVATED:
        raise IllegalStateError(f"the policy is {version.state}; an activated one can be rolled back")
    return PolicyEvent(act=PolicyAct.ROLL_BACK, actor=actor, at=at, effective_at=at, note=note)


def check_etag(version: PolicyVersion, etag: str) -> None:
    """Refuse an act on another state than the one that was seen.

    Raises:
        ConflictError: it changed since it was read.
    """
    if etag and etag != version.etag:
        raise ConflictError(f"the policy is at {version.etag}, not {etag}")
