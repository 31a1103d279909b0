"""The shared list: entries on institutions' words, and the feed by which subscribers keep a copy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from eidgate.core.desk.counters import Count, SourceRecord
from eidgate.core.desk.entry import Entry, EntryName
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.listed import Listing, SetDigest
from eidgate.core.desk.standing import Standing
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instant, RelyingPartyId
from eidgate.ports.requests import RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the list says about one identifier: every listing that stands, and how often it was reported."""

    identifier: Identifier
    listings: tuple[Standing, ...] = ()
    institutions: int = 0
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the feed ends, from which cursor on it can be replayed, and what a full copy amounts to there."""

    cursor: int
    earliest: int
    digest: SetDigest


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """How far the feed was read: all changes up to `cursor`, and of the next one all up to `within`.

    Only the switch of a whole list is ever read in parts.
    """

    cursor: int
    within: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One listing put (again), or taken back when `listing` is None; `position` is how far it is read."""

    position: Position
    name: str
    listing: Listing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Who keeps a copy, and up to which cursor it says that it has applied the feed."""

    relying_party: RelyingPartyId
    institution: str
    acknowledged: int
    acknowledged_at: Instant


class Watchlist(Protocol):
    """Entries with all their versions. Every change puts or ends the entry's standing in the same unit."""

    def earlier(self, request: RequestClaim) -> Entry | None:
        """Return the entry that this request made or changed, as it was then, or None.

        Raises:
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def report(
        self,
        request: RequestClaim,
        identifier: Identifier,
        *,
        at: Instant,
        begin: Callable[[], Entry],
        add: Callable[[Entry], Entry],
    ) -> Entry:
        """Add to the identifier's entry that stands or waits at `at`, or begin one; once per request.

        Raises:
            RequestIdReusedError: the request id stands for other bytes. And what the step raises.
        """
        ...

    def change(
        self, request: RequestClaim, name: EntryName, step: Callable[[Entry], Entry], *, at: Instant
    ) -> Entry:
        """Replace an entry by its next version; once per request.

        A row of an imported list becomes an entry of its own by this; the list has no say in it any more.

        Raises:
            NotFoundError: no such entry.
            UnavailableError: its list is being imported now.
            RequestIdReusedError: the request id stands for other bytes. And what the step raises.
        """
        ...

    def get(self, name: EntryName) -> Entry | None:
        """Return the newest version of an entry or the visible row of a list, or None."""
        ...

    def page(self, institution: str | None, *, after: int, limit: int) -> list[tuple[int, Entry]]:
        """Return (cursor, entry) of what an institution reported or keeps, of all with None; oldest first."""
        ...

    def look_up(self, identifiers: Sequence[Identifier], *, at: Instant) -> list[Found]:
        """Return what stands against each, in the same order, from one view."""
        ...

    def sources(self, names: Sequence[str]) -> list[SourceRecord]:
        """Return how these sources' listings fared; a source that nobody knows has no row."""
        ...

    def all_sources(self, *, limit: int) -> list[SourceRecord]:
        """Return how the listings of the sources fared that reported most."""
        ...

    def head(self) -> Head:
        """Return where the feed stands."""
        ...

    def changes(self, after: Position, *, limit: int) -> tuple[list[Change], Position]:
        """Return at most `limit` changes in the order in which they became visible, and how far they go.

        None is ever skipped. A switched list's changes come by key; an entry's change is a whole.
        """
        ...

    def snapshot(self, after: str, *, limit: int) -> list[tuple[str, Listing]]:
        """Return (place, listing) of what is put now, after a place ("": from the start).

        Pages are views of their own: whoever noted `head` before the first and applies what changed since
        has a true copy.
        """
        ...

    def subscribe(self, party: RelyingParty, *, at: Instant) -> None:
        """Note that a relying party keeps a copy."""
        ...

    def acknowledge(self, party: RelyingParty, cursor: int, *, at: Instant) -> int:
        """Note up to where it has applied the feed, never backwards; return the noted cursor."""
        ...

    def subscribers(self) -> list[Subscriber]:
        """Return everybody who keeps a copy."""
        ...

    def changed_at(self, name: EntryName) -> int:
        """Return the cursor of an entry's last change in the feed; 0 when it is not in it."""
        ...

    def forget(self, before: Instant) -> int:
        """Drop what the feed replays from before this instant, and the rows that only it needed."""
        ...
