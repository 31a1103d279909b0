"""The feed of the list: one change after another, without gaps, each with the digest that follows from it.

`append_*` run inside the transaction that makes the change; the readers inside a view.
"""

from collections.abc import Iterator
from typing import Any, Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import lock_key
from eidgate.adapters.storage.standing_columns import row_name
from eidgate.adapters.storage.watch_columns import ROW, entry_from_bytes, to_listing
from eidgate.core.desk.entry import EntryName
from eidgate.core.desk.listed import Listing, SetDigest, listing_of
from eidgate.ports.watchlist import Change, Head, Position

CURSOR_LOCK: Final = lock_key("cursor:watch")
"""Taken before a change gets its cursor, after all locks but the outbox's: changes are seen in order."""

STATE: Final = "SELECT cursor, earliest, entries, digest FROM watch_state WHERE id = 1"
ADD: Final = (
    "INSERT INTO watch_change (cursor, entry, version, list, generation, at) VALUES (?, ?, ?, ?, ?, ?)"
)
NEXT: Final = (
    "SELECT cursor, entry, version, list, generation FROM watch_change WHERE cursor > ?"
    " ORDER BY cursor LIMIT ?"
)
VERSION: Final = "SELECT body FROM watch_entry_version WHERE entry = ? AND version = ?"
NEWEST: Final = "SELECT body FROM watch_entry_version WHERE entry = ? ORDER BY version DESC LIMIT 1"
PUT_ROWS: Final = (
    f"SELECT {ROW} FROM watch_row WHERE list = ? AND identifier_key > ? AND added_in = 1"  # noqa: S608 - our own words only
    " ORDER BY identifier_key LIMIT ?"
)
DELTA: Final = (
    "SELECT identifier_key FROM watch_delta WHERE list = ? AND generation = ? AND identifier_key > ?"
    " ORDER BY identifier_key LIMIT ?"
)
ADDED_ROW: Final = f"SELECT {ROW} FROM watch_row WHERE identifier_key = ? AND list = ? AND added_in = ?"  # noqa: S608 - our own words only
SOURCE: Final = "SELECT source FROM watch_list WHERE id = ?"
LISTED: Final = (
    "SELECT identifier_key, name FROM standing WHERE kind = 'listed' AND (identifier_key, name) > (?, ?)"
    " ORDER BY identifier_key, name LIMIT ?"
)
VISIBLE: Final = (
    f"SELECT {', '.join(f'r.{one}' for one in ROW.split(', '))}, l.source"  # noqa: S608 - our own words only
    " FROM watch_row AS r JOIN watch_list AS l ON l.id = r.list"
    " WHERE (r.identifier_key, r.list) > (?, ?)"
    " AND r.added_in <= l.generation AND r.removed_in > l.generation"
    " ORDER BY r.identifier_key, r.list LIMIT ?"
)


def head_of(session: Session) -> Head:
    """Return where the feed stands."""
    cursor, earliest, entries, digest = session.rows(STATE)[0]
    return Head(cursor=cursor, earliest=earliest, digest=SetDigest(entries, int.from_bytes(digest)))


def append_change(
    session: Session,
    at: int,
    digest: SetDigest,
    *,
    entry: tuple[str, int] = ("", 0),
    switch: tuple[int, int] = (0, 0),
) -> int:
    """Append the change of an entry (name, version) or the switch of a list (id, generation).

    Returns its cursor.
    """
    session.lock(CURSOR_LOCK)
    head = head_of(session)
    after, cursor = head.digest.plus(digest), head.cursor + 1
    session.write(ADD, cursor, *entry, *switch, at)
    session.write(
        "UPDATE watch_state SET cursor = ?, entries = ?, digest = ? WHERE id = 1",
        cursor,
        after.count,
        after.digest,
    )
    return cursor


def read_changes(session: Session, after: Position, limit: int) -> tuple[list[Change], Position]:
    """Return changes in order, and how far they go; the switch of a list is expanded from its rows."""
    found: list[Change] = []
    position = after
    for cursor, entry, version, list_id, generation in session.rows(NEXT, after.cursor, limit):
        room = limit - len(found)
        if room <= 0:
            break
        if entry:
            found.append(_of_entry(session, cursor, entry, version))
        else:
            inside = Position(cursor - 1, position.within)
            part = list(_of_list(session, inside, (list_id, generation), room))
            found.extend(part)
            if len(part) == room:
                return found, part[-1].position
        position = Position(cursor)
    return found, position


def _of_entry(session: Session, cursor: int, name: str, version: int) -> Change:
    body = session.rows(VERSION, name, version)[0][0]
    return Change(position=Position(cursor), name=name, listing=listing_of(entry_from_bytes(body)))


def _of_list(session: Session, after: Position, switch: tuple[int, int], limit: int) -> Iterator[Change]:
    """Yield what a switch (list, generation) changed, after a position within it."""
    (list_id, generation), done, within = switch, after.cursor, after.within
    source = session.rows(SOURCE, list_id)[0][0]
    if generation == 1:
        for row in session.rows(PUT_ROWS, list_id, within, limit):
            yield _put(done, row, source)
        return
    for (key,) in session.rows(DELTA, list_id, generation, within, limit):
        rows = session.rows(ADDED_ROW, key, list_id, generation)
        if rows:
            yield _put(done, rows[0], source)
        else:
            yield Change(position=Position(done, key), name=row_name(key, list_id), listing=None)


def _put(done: int, row: tuple[Any, ...], source: str) -> Change:
    listing = to_listing(row, source)
    return Change(position=Position(done, row[0]), name=listing.name, listing=listing)


def read_snapshot(session: Session, after: str, limit: int) -> list[tuple[str, Listing]]:
    """Return what is put now, entries first, then the rows of lists; each with its place."""
    part, key, rest = after.split(":") if after else ("e", "", "")
    found: list[tuple[str, Listing]] = []
    if part == "e":
        found = list(_entries(session, bytes.fromhex(key), rest and f"entries/{rest}", limit))
        key, rest = "", "0"
    if len(found) < limit:
        rows = session.rows(VISIBLE, bytes.fromhex(key), int(rest or "0"), limit - len(found))
        found.extend((f"r:{row[0].hex()}:{row[1]}", to_listing(row[:-1], row[-1])) for row in rows)
    return found


def _entries(session: Session, key: bytes, name: str, limit: int) -> Iterator[tuple[str, Listing]]:
    for found_key, found in session.rows(LISTED, key, name, limit):
        listing = listing_of(entry_from_bytes(session.rows(NEWEST, EntryName(found))[0][0]))
        if listing is not None:
            yield f"e:{found_key.hex()}:{found.removeprefix('entries/')}", listing
