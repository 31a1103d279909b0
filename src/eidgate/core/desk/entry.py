"""The entry: what the shared list holds about one identifier, on whose word, and until when.

A value with all that happened to it; its steps are in `listing` and `appeal`. Nothing is overwritten: a store
keeps every version. What decisions read of it is its standing (`grading.standing_of`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, NewType

from eidgate.core.desk.identifier import Identifier
from eidgate.core.terms import Instant

EntryName = NewType("EntryName", str)
"""Resource name of an entry, `entries/{id}`."""

AppealName = NewType("AppealName", str)
"""Resource name of an appeal, `entries/{id}/appeals/{number}`."""

MAX_REPORTERS: Final = (
    64  # institutions named in one entry; more add nothing to its grade, only to the counters
)
MAX_APPEALS: Final = 16  # of one entry; more are the same matter again

CLEARED_CODE: Final = 0  # SIMO's code for "nothing is held against it" (`domain.md` F3.3)
LARGEST_CODE: Final = 8


class EntryState(StrEnum):
    """Whether the entry says anything. That it has expired is seen from its end, not from its state."""

    PENDING = "pending"
    """Reported, but not on the word of enough institutions to be held against anybody."""
    ACTIVE = "active"
    CLEARED = "cleared"


class AppealState(StrEnum):
    """Where an appeal stands."""

    FILED = "filed"
    IN_REVIEW = "in_review"
    GRANTED = "granted"
    UPHELD = "upheld"

    @property
    def open(self) -> bool:
        """Whether nobody has decided yet."""
        return self in {AppealState.FILED, AppealState.IN_REVIEW}


REVIEW_WITHIN: Final = timedelta(hours=12)
"""From filing to the first review (Thailand's half day for wrongful holds, `domain.md` F7.3)."""

DECIDE_WITHIN: Final = timedelta(days=90)
"""From filing to the end: what nobody has upheld by then falls (India's 90 days, `domain.md` F7.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """An objection to an entry, filed for the person concerned by an institution that knows them.

    `note` is what whoever reviews it last wrote down; texts hold no personal data.
    """

    name: AppealName
    filed_by: str
    filed_at: Instant
    ground: str
    state: AppealState = AppealState.FILED
    reviewed_at: Instant | None = None
    decided_by: str = ""
    decided_at: Instant | None = None
    note: str = ""

    @property
    def review_by(self) -> Instant:
        """Until when it must have been looked at."""
        return self.filed_at + REVIEW_WITHIN

    @property
    def decide_by(self) -> Instant:
        """When the entry ends unless it was upheld."""
        return self.filed_at + DECIDE_WITHIN

    def overdue(self, at: Instant) -> bool:
        """Whether nobody has looked at it in time."""
        return self.state is AppealState.FILED and at >= self.review_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """An institution on whose word the entry stands, since when, and whether it is an authority."""

    institution: str
    at: Instant
    authority: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One listing. `source` is the institution or list that it began with; `code` is SIMO's (0 when cleared).

    `evidence` refers to what is kept elsewhere (a case, a report); `note` is for whoever reads the entry.
    `confirmed_by` is the institution that confirmed it, `confirming_actor` whom it acted through, and
    `confirming_authority` whether it is an authority.
    """

    name: EntryName
    identifier: Identifier
    source: str
    code: int
    until: Instant
    created_at: Instant
    updated_at: Instant
    reporters: tuple[Reporter, ...]
    state: EntryState = EntryState.ACTIVE
    confirmed_by: str = ""
    confirming_actor: str = ""
    confirming_authority: bool = False
    suspected: bool = False
    evidence: str = ""
    note: str = ""
    appeals: tuple[Appeal, ...] = ()
    version: int = 1

    @property
    def etag(self) -> str:
        """Names this version; a change made against another version is refused."""
        return f"v{self.version}"

    @property
    def institutions(self) -> frozenset[str]:
        """Those on whose word it stands."""
        return frozenset(reporter.institution for reporter in self.reporters)

    @property
    def authorities(self) -> frozenset[str]:
        """Those on whose word it stands that are authorities, and so hear what all authorities are told."""
        reported = {reporter.institution for reporter in self.reporters if reporter.authority}
        return frozenset({*reported, self.confirmed_by} if self.confirming_authority else reported)

    @property
    def ends_at(self) -> Instant:
        """When it says nothing any more: its own end, or that of an appeal which nobody decided."""
        return min([self.until, *(one.decide_by for one in self.appeals if one.state.open)])

    def stands(self, at: Instant) -> bool:
        """Whether it is held against its identifier at this instant."""
        return self.state is EntryState.ACTIVE and at < self.ends_at


def texts_of(entry: Entry) -> Iterator[str]:
    """Yield what institutions wrote into it: how long an entry is depends on these."""
    yield from (entry.identifier.value, entry.evidence, entry.note)
    yield from (text for one in entry.appeals for text in (one.ground, one.note))
