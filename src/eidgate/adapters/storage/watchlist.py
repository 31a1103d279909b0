"""The shared list's port, on any engine: every version of an entry is a row, and none is ever changed."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from eidgate.adapters.storage import watch_feed
from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import request_key, to_instant, to_micros
from eidgate.adapters.storage.standings import standings_of
from eidgate.adapters.storage.watch_columns import entry_from_bytes
from eidgate.adapters.storage.watch_entries import change_entry, made_by, newest, report_entry
from eidgate.adapters.storage.watch_forgetting import forget_some
from eidgate.adapters.storage.watch_words import record_of, words_of
from eidgate.core.desk.counters import SourceRecord, counts
from eidgate.core.desk.entry import Entry, EntryName
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.listed import Listing
from eidgate.core.desk.standing import StandingKind
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instant
from eidgate.ports import RequestClaim
from eidgate.ports.watchlist import Change, Found, Head, Position, Subscriber

_BODY: Final = "(SELECT body FROM watch_entry_version WHERE entry = e.name ORDER BY version DESC LIMIT 1)"
PAGE_OF_ALL: Final = (
    f"SELECT e.cursor, {_BODY} FROM watch_entry AS e WHERE e.cursor > ? ORDER BY e.cursor LIMIT ?"  # noqa: S608 - our own words only
)
PAGE_OF_ONE: Final = (
    f"SELECT e.cursor, {_BODY} FROM watch_party AS p JOIN watch_entry AS e ON e.cursor = p.entry_cursor"  # noqa: S608 - our own words only
    " WHERE p.institution = ? AND p.entry_cursor > ? ORDER BY p.entry_cursor LIMIT ?"
)
SUBSCRIBE: Final = (
    "INSERT INTO watch_subscriber (relying_party, institution, acknowledged, acknowledged_at, since)"
    " VALUES (?, ?, 0, ?, ?) ON CONFLICT (relying_party) DO NOTHING"
)
ACKNOWLEDGE: Final = (
    "UPDATE watch_subscriber SET acknowledged = ?, acknowledged_at = ?"
    " WHERE relying_party = ? AND acknowledged < ?"
)
SUBSCRIBERS: Final = (
    "SELECT relying_party, institution, acknowledged, acknowledged_at FROM watch_subscriber"
    " ORDER BY relying_party"
)
SOURCES: Final = (
    "SELECT source, reported, confirmed, cleared FROM watch_source ORDER BY reported DESC, source LIMIT ?"
)
LAST_CHANGE: Final = "SELECT coalesce(max(cursor), 0) FROM watch_change WHERE entry = ? AND entry <> ''"


class StoredWatchlist:
    """Implements `eidgate.ports.Watchlist`: writes go through the lane, reads straight to the engine."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def earlier(self, request: RequestClaim) -> Entry | None:
        """Return what this request made or changed; see the port."""
        return self._access.read(lambda session: made_by(session, request, request_key(request)))

    def report(
        self,
        request: RequestClaim,
        identifier: Identifier,
        *,
        at: Instant,
        begin: Callable[[], Entry],
        add: Callable[[Entry], Entry],
    ) -> Entry:
        """Add to the identifier's entry, or begin one; see the port."""
        return self._access.change(
            lambda session: report_entry(session, request, identifier, at=at, begin=begin, add=add)
        )

    def change(
        self, request: RequestClaim, name: EntryName, step: Callable[[Entry], Entry], *, at: Instant
    ) -> Entry:
        """Replace an entry by its next version; see the port."""
        return self._access.change(lambda session: change_entry(session, request, name, step, at=at))

    def get(self, name: EntryName) -> Entry | None:
        """Return the newest version of an entry, or the visible row of a list; see the port."""
        return self._access.read(lambda session: newest(session, name))

    def page(self, institution: str | None, *, after: int, limit: int) -> list[tuple[int, Entry]]:
        """Return (cursor, entry) in creation order; see the port."""
        if institution is None:
            rows = self._rows(PAGE_OF_ALL, after, limit)
        else:
            rows = self._rows(PAGE_OF_ONE, institution, after, limit)
        return [(cursor, entry_from_bytes(body)) for cursor, body in rows]

    def look_up(self, identifiers: Sequence[Identifier], *, at: Instant) -> list[Found]:
        """Return what stands against each; see the port."""
        return self._access.read(lambda session: [_found(session, one, at) for one in identifiers])

    def sources(self, names: Sequence[str]) -> list[SourceRecord]:
        """Return how these sources' listings fared; see the port."""
        found = self._access.read(lambda session: [record_of(session, name) for name in names])
        return [record for record in found if record is not None]

    def all_sources(self, *, limit: int) -> list[SourceRecord]:
        """Return how the listings of the sources fared that reported most."""
        return [
            SourceRecord(source=source, reported=reported, confirmed=confirmed, cleared=cleared)
            for source, reported, confirmed, cleared in self._rows(SOURCES, limit)
        ]

    def head(self) -> Head:
        """Return where the feed stands."""
        return self._access.read(watch_feed.head_of)

    def changes(self, after: Position, *, limit: int) -> tuple[list[Change], Position]:
        """Return changes in order, and how far they go; see the port."""
        return self._access.read(lambda session: watch_feed.read_changes(session, after, limit))

    def snapshot(self, after: str, *, limit: int) -> list[tuple[str, Listing]]:
        """Return what is put now, page by page; see the port."""
        return self._access.read(lambda session: watch_feed.read_snapshot(session, after, limit))

    def subscribe(self, party: RelyingParty, *, at: Instant) -> None:
        """Note that a relying party keeps a copy."""
        values = (party.relying_party_id, party.institution, to_micros(at), to_micros(at))
        self._access.change(lambda session: session.write(SUBSCRIBE, *values))

    def acknowledge(self, party: RelyingParty, cursor: int, *, at: Instant) -> int:
        """Note up to where it has applied the feed; see the port."""
        self.subscribe(party, at=at)
        values = (cursor, to_micros(at), party.relying_party_id, cursor)
        self._access.change(lambda session: session.write(ACKNOWLEDGE, *values))
        return next(
            one.acknowledged for one in self.subscribers() if one.relying_party == party.relying_party_id
        )

    def subscribers(self) -> list[Subscriber]:
        """Return everybody who keeps a copy."""
        return [
            Subscriber(
                relying_party=party, institution=who, acknowledged=cursor, acknowledged_at=to_instant(at)
            )
            for party, who, cursor, at in self._rows(SUBSCRIBERS)
        ]

    def changed_at(self, name: EntryName) -> int:
        """Return the cursor of an entry's last change in the feed; 0 when it is not in it."""
        cursor: int = self._rows(LAST_CHANGE, name)[0][0]
        return cursor

    def forget(self, before: Instant) -> int:
        """Drop what the feed replays from before this instant; a bounded number per transaction."""
        forgotten = 0
        while count := self._access.change(lambda session: forget_some(session, to_micros(before))):
            forgotten += count
        return forgotten

    def _rows(self, statement: str, *values: str | int) -> list[tuple[Any, ...]]:
        return self._access.read(lambda session: session.rows(statement, *values))


def _found(session: Session, identifier: Identifier, at: Instant) -> Found:
    """Look one up; what is not listed costs no more than that look."""
    listed = tuple(
        one for one in standings_of(session, identifier) if one.kind is StandingKind.LISTED and one.stands(at)
    )
    if not listed:
        return Found(identifier=identifier)
    entries = [newest(session, EntryName(one.name)) for one in listed]
    spoken = {who for entry in entries if entry for who in entry.institutions}
    said = words_of(session, identifier, at=at)
    return Found(identifier=identifier, listings=listed, institutions=len(spoken), counts=counts(said, at=at))
