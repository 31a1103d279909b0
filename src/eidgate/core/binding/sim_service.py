"""What a number may still do after it was seen in a new device (Circular 08/2026 Art. 8, from 15 June 2026).

A pure clock: nothing has to have run for a deadline to have passed. Within two hours the face must be
verified again, else outgoing calls and messages are blocked; thirty days later both ways are; five days
after that the contract may end. The number of a level-2 VNeID account needs no first re-check, and who was
registered with a nine-digit paper has sixty days (`domain.md` F5.2).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from eidgate.core.shape import replace
from eidgate.core.terms import Instant
from eidgate.core.word import Word

IN_FORCE_FROM: Final = datetime(2026, 6, 14, 17, tzinfo=UTC)
"""15 June 2026 in Viet Nam; a change of device before it takes nothing from anybody (ADR 0102)."""
TO_VERIFY: Final = timedelta(hours=2)
"""From the change of device until outgoing calls are blocked."""
UNTIL_TWO_WAY: Final = timedelta(days=30)
"""From the block of outgoing calls until incoming ones are blocked too."""
UNTIL_TWO_WAY_OLD_PAPER: Final = timedelta(days=60)
"""The same for holders who are registered with a nine-digit paper."""
UNTIL_ENDED: Final = timedelta(days=5)
"""From the two-way block until the contract may end."""


class SimService(Word):
    """What a number may do, from most to least."""

    FULL = "full"
    TO_BE_VERIFIED = "to_be_verified"
    OUTGOING_BLOCKED = "outgoing_blocked"
    BLOCKED = "blocked"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class SimHolder:
    """What the rule knows of the holder: a number of a level-2 account, or a nine-digit paper."""

    level_two_number: bool = False
    old_paper: bool = False


PLAIN_HOLDER: Final = SimHolder()


@dataclass(frozen=True, slots=True, kw_only=True)
class SimClock:
    """What the operator told of a number's devices, folded: news may come in any order.

    `verified_at` is when the holder last proved who they are. `open_since` is the first change of device
    that no proof followed, None for none. `changed_at` is the latest change that was told, and `spared_at`
    the one that needs no re-check. `told_at` is when the operator last told of a change.
    """

    holder: SimHolder = PLAIN_HOLDER
    verified_at: Instant
    changed_at: Instant | None = None
    spared_at: Instant | None = None
    open_since: Instant | None = None
    told_at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceStep:
    """From when on a number may do only this."""

    service: SimService
    at: Instant


def device_changed(clock: SimClock, changed_at: Instant, *, told_at: Instant) -> SimClock:
    """Add a change of device; one before the rule or the last proof opens nothing, nor does a second one."""
    latest = changed_at if clock.changed_at is None else max(clock.changed_at, changed_at)
    told = replace(clock, changed_at=latest, told_at=told_at)
    if changed_at < IN_FORCE_FROM:
        return told
    if clock.holder.level_two_number and (clock.spared_at is None or changed_at < clock.spared_at):
        told, changed_at = replace(told, spared_at=changed_at), clock.spared_at or changed_at
        if clock.spared_at is None:
            return told
    if changed_at <= clock.verified_at:
        return told
    opened = changed_at if clock.open_since is None else min(clock.open_since, changed_at)
    return replace(told, open_since=opened)


def verified(clock: SimClock, *, at: Instant) -> SimClock:
    """Stop the clock: the holder proved who they are, after every change that is known."""
    return replace(clock, verified_at=max(clock.verified_at, at), open_since=None)


def service_at(clock: SimClock, at: Instant) -> SimService:
    """Return what the number may do at an instant."""
    return next((step.service for step in reversed(steps(clock)) if step.at <= at), SimService.FULL)


def next_step(clock: SimClock, at: Instant) -> ServiceStep | None:
    """Return the first step after an instant, or None when no clock runs or the last one was taken."""
    return next((step for step in steps(clock) if step.at > at), None)


def steps(clock: SimClock) -> tuple[ServiceStep, ...]:
    """Return when the running clock takes what away, in order; nothing while none runs."""
    return () if clock.open_since is None else steps_since(clock.open_since, clock.holder)


def steps_since(changed_at: Instant, holder: SimHolder) -> tuple[ServiceStep, ...]:
    """Return the steps that follow a change of device which nobody verifies."""
    outgoing = changed_at + TO_VERIFY
    two_way = outgoing + (UNTIL_TWO_WAY_OLD_PAPER if holder.old_paper else UNTIL_TWO_WAY)
    return (
        ServiceStep(service=SimService.TO_BE_VERIFIED, at=changed_at),
        ServiceStep(service=SimService.OUTGOING_BLOCKED, at=outgoing),
        ServiceStep(service=SimService.BLOCKED, at=two_way),
        ServiceStep(service=SimService.ENDED, at=two_way + UNTIL_ENDED),
    )
