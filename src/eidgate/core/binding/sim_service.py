"""What a number may still do after it was seen in a new device (Circular 08/2026 Art. 8, from 15 June 2026).

A pure state over events and an instant: nothing has to have run for a deadline to have passed. Within two
hours the face must be verified again, else outgoing calls and messages are blocked; thirty days later both
ways are; five days after that the contract may end. The number of a level-2 VNeID account needs no first
re-check, and who was registered with a nine-digit paper has sixty days (`domain.md` F5.2).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from eidgate.core.terms import Instant

TO_VERIFY: Final = timedelta(hours=2)
"""From the change of device until outgoing calls are blocked."""
UNTIL_TWO_WAY: Final = timedelta(days=30)
"""From the block of outgoing calls until incoming ones are blocked too."""
UNTIL_TWO_WAY_OLD_PAPER: Final = timedelta(days=60)
"""The same for holders who are registered with a nine-digit paper."""
UNTIL_ENDED: Final = timedelta(days=5)
"""From the two-way block until the contract may end."""


class SimEventKind(StrEnum):
    """What happened to a number."""

    DEVICE_CHANGED = "device_changed"
    VERIFIED = "verified"


class SimService(StrEnum):
    """What a number may do, from most to least."""

    FULL = "full"
    TO_BE_VERIFIED = "to_be_verified"
    OUTGOING_BLOCKED = "outgoing_blocked"
    BLOCKED = "blocked"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class SimEvent:
    """One thing that happened to a number, and when."""

    kind: SimEventKind
    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class SimHolder:
    """What the rule knows of the holder: a number of a level-2 account, or a nine-digit paper."""

    level_two_number: bool = False
    old_paper: bool = False


PLAIN_HOLDER: Final = SimHolder()


def service_at(events: Iterable[SimEvent], at: Instant, holder: SimHolder = PLAIN_HOLDER) -> SimService:
    """Return what a number may do at an instant; of events at one instant a verification is the last."""
    changed_at = _unverified_change(sorted((one for one in events if one.at <= at), key=_order), holder)
    if changed_at is None:
        return SimService.FULL
    waited = at - changed_at
    two_way = TO_VERIFY + (UNTIL_TWO_WAY_OLD_PAPER if holder.old_paper else UNTIL_TWO_WAY)
    if waited < TO_VERIFY:
        return SimService.TO_BE_VERIFIED
    if waited < two_way:
        return SimService.OUTGOING_BLOCKED
    return SimService.BLOCKED if waited < two_way + UNTIL_ENDED else SimService.ENDED


def _unverified_change(events: list[SimEvent], holder: SimHolder) -> Instant | None:
    """Return the first change of device that no verification followed; a later change starts no new clock."""
    spared, open_since = holder.level_two_number, None
    for event in events:
        if event.kind is SimEventKind.VERIFIED:
            open_since = None
        elif spared:
            spared = False
        elif open_since is None:
            open_since = event.at
    return open_since


def _order(event: SimEvent) -> tuple[Instant, bool]:
    return event.at, event.kind is SimEventKind.VERIFIED
