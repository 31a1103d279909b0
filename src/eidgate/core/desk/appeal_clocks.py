"""The clocks of an open appeal: what is told when nobody looked at it in time, and when its time is over.

The end itself needs nobody: an entry that was appealed against ends 90 days later (`Entry.ends_at`). What is
told is that this happened because nobody decided. Pure.
"""

from dataclasses import dataclass
from typing import Final

from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.canonical import keeper_institution
from eidgate.core.desk.entry import Appeal, Entry
from eidgate.core.desk.routing import Event
from eidgate.core.terms import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAppeals:
    """How many appeals are open, how many of those nobody looked at in time, and since when the oldest is."""

    waiting: int = 0
    in_review: int = 0
    overdue: int = 0
    oldest: Instant | None = None


def open_appeal(entry: Entry) -> Appeal | None:
    """Return the appeal that is open against an entry; there is never more than one."""
    return next((one for one in entry.appeals if one.state.open), None)


def due_event(entry: Entry, *, at: Instant, told: bool) -> Event | None:
    """Return what must be told of an entry's open appeal at an instant, or None.

    `told` is whether it was told before that the review is overdue.
    """
    appeal = open_appeal(entry)
    if appeal is None:
        return None
    if at >= appeal.decide_by:
        return _event(AlertKind.APPEAL_LAPSED, entry, appeal, at)
    return _event(AlertKind.REVIEW_OVERDUE, entry, appeal, at) if appeal.overdue(at) and not told else None


def _event(kind: AlertKind, entry: Entry, appeal: Appeal, at: Instant) -> Event:
    name = entry.name.removeprefix("entries/")
    number = appeal.name.rpartition("/")[2]
    keeper = {keeper_institution(entry.identifier)} - {""}
    concerned = {
        AlertKind.REVIEW_OVERDUE: keeper - entry.institutions,
        AlertKind.APPEAL_LAPSED: entry.institutions | {appeal.filed_by},
    }
    return Event(
        kind=kind,
        event_id=f"{name}a{number}{_LETTERS[kind]}",
        about=entry.name,
        at=at,
        identifier=entry.identifier,
        concerned=tuple(sorted(concerned[kind])),
        authorities=entry.authorities,
    )


_LETTERS: Final = {AlertKind.REVIEW_OVERDUE: "overdue", AlertKind.APPEAL_LAPSED: "lapsed"}
