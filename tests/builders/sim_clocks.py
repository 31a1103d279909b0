"""A number's clock told as a list of events, and what the regulation makes of the list, read word for word.

The product folds news into a clock as it comes, in any order; this looks at the whole list at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from eidgate.core.binding.sim_service import (
    PLAIN_HOLDER,
    SimClock,
    SimHolder,
    SimService,
    device_changed,
    service_at,
    verified,
)
from eidgate.core.terms import Instant

NOON: Final = datetime(2026, 7, 6, 5, tzinfo=UTC)
"""Noon of 6 July 2026 in Viet Nam: the rule is three weeks old."""


class SimEventKind(StrEnum):
    """What happened to a number."""

    DEVICE_CHANGED = "device_changed"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class SimEvent:
    """One thing that happened to a number, and when."""

    kind: SimEventKind
    at: Instant


def read(events: Iterable[SimEvent], at: datetime, holder: SimHolder = PLAIN_HOLDER) -> SimService:
    """What the rule says; of events at one instant a verification is the last."""
    changed_at = _unverified(sorted((one for one in events if one.at <= at), key=_order), holder)
    if changed_at is None:
        return SimService.FULL
    waited = at - changed_at
    two_way = timedelta(hours=2) + timedelta(days=60 if holder.old_paper else 30)
    if waited < timedelta(hours=2):
        return SimService.TO_BE_VERIFIED
    if waited < two_way:
        return SimService.OUTGOING_BLOCKED
    return SimService.BLOCKED if waited < two_way + timedelta(days=5) else SimService.ENDED


def folded(events: Iterable[SimEvent], begun_at: datetime, holder: SimHolder = PLAIN_HOLDER) -> SimClock:
    """The clock after all of it, told in this order."""
    clock = SimClock(holder=holder, verified_at=begun_at)
    for event in events:
        if event.kind is SimEventKind.VERIFIED:
            clock = verified(clock, at=event.at)
        else:
            clock = device_changed(clock, event.at, told_at=event.at)
    return clock


def served(events: Iterable[SimEvent], at: datetime, holder: SimHolder = PLAIN_HOLDER) -> SimService:
    """What the product says when all that happened until then was told in the order of time."""
    known = sorted((one for one in events if one.at <= at), key=_order)
    return service_at(folded(known, datetime.min.replace(tzinfo=at.tzinfo), holder), at)


_BEGINNING: Final = datetime.fromisoformat("2026-06-15T00:00:00+07:00")


def _unverified(events: list[SimEvent], holder: SimHolder) -> Instant | None:
    spared, open_since = holder.level_two_number, None
    for event in events:
        if event.kind is SimEventKind.VERIFIED:
            open_since = None
        elif event.at < _BEGINNING:
            continue
        elif spared:
            spared = False
        elif open_since is None:
            open_since = event.at
    return open_since


def _order(event: SimEvent) -> tuple[Instant, bool]:
    return event.at, event.kind is SimEventKind.VERIFIED
