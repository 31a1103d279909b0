"""What reporting and changing an entry means, inside one transaction of any engine.

The entry's next version, its standing, its words and sources, its change in the feed and its alerts are
written together or not at all: a decision, a subscriber and a colleague never see one without the others.
"""

from collections.abc import Callable
from typing import Final

from eidgate.adapters.storage.appeals import note_appeals
from eidgate.adapters.storage.blocks import note_block
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.outbox import emit
from eidgate.adapters.storage.requests import answered_before
from eidgate.adapters.storage.rows import identifier_key, lock_key, request_key, to_micros
from eidgate.adapters.storage.standings import replace_standing
from eidgate.adapters.storage.watch_columns import (
    ROW,
    entry_from_bytes,
    entry_to_bytes,
    row_of_name,
    to_entry,
)
from eidgate.adapters.storage.watch_events import events_of
from eidgate.adapters.storage.watch_feed import NEWEST, append_change
from eidgate.adapters.storage.watch_words import add_words
from eidgate.core.desk.canonical import keeper_institution
from eidgate.core.desk.entry import Entry, EntryName, EntryState
from eidgate.core.desk.grading import standing_of
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.listed import SetDigest, listing_of
from eidgate.core.desk.standing import StandingKind
from eidgate.core.errors import NotFoundError, UnavailableError
from eidgate.core.terms import Instant
from eidgate.ports import RequestClaim

MADE_BY_REQUEST: Final = "SELECT digest, body FROM watch_entry_version WHERE request_key = ?"
OF_IDENTIFIER: Final = "SELECT name FROM watch_entry WHERE identifier_key = ? ORDER BY cursor DESC LIMIT 1"
VISIBLE_ROW: Final = (
    f"SELECT {', '.join(f'r.{one}' for one in ROW.split(', '))}, l.source, l.staged_until"  # noqa: S608 - our own words only
    " FROM watch_row AS r JOIN watch_list AS l ON l.id = r.list"
    " WHERE r.identifier_key = ? AND r.list = ?"
    " AND r.added_in <= l.generation AND r.removed_in > l.generation"
)
HIDE_ROW: Final = (
    "UPDATE watch_row SET removed_in = (SELECT generation FROM watch_list WHERE id = ?)"
    " WHERE identifier_key = ? AND list = ?"
    " AND removed_in > (SELECT generation FROM watch_list WHERE id = ?)"
)


def report_entry(  # noqa: PLR0913 (what the port's method is given)
    session: Session,
    request: RequestClaim,
    identifier: Identifier,
    *,
    at: Instant,
    begin: Callable[[], Entry],
    add: Callable[[Entry], Entry],
) -> Entry:
    """Add to the identifier's entry, or begin one; see the port."""
    key = request_key(request)
    session.lock(key, _identifier_lock(identifier))
    made = made_by(session, request, key)
    if made is not None:
        return made
    before = _open_entry(session, identifier, at)
    after = begin() if before is None else add(before)
    if before is None:
        _begin(session, after)
    return _append(session, request, key, before, after, at=at)


def change_entry(
    session: Session, request: RequestClaim, name: EntryName, step: Callable[[Entry], Entry], *, at: Instant
) -> Entry:
    """Replace an entry by its next version; see the port."""
    key = request_key(request)
    found = newest(session, name)
    if found is None:
        raise NotFoundError("no such entry")
    session.lock(key, _identifier_lock(found.identifier))
    made = made_by(session, request, key)
    if made is not None:
        return made
    before = newest(session, name) or found
    after = step(before)
    if not session.rows(NEWEST, name):
        _take_out_of_its_list(session, before, at=at)
        _begin(session, before)
    return _append(session, request, key, before, after, at=at)


def newest(session: Session, name: EntryName) -> Entry | None:
    """Return the newest version of an entry, or the visible row of a list as an entry."""
    rows = session.rows(NEWEST, name)
    if rows:
        return entry_from_bytes(rows[0][0])
    place = row_of_name(name)
    listed = session.rows(VISIBLE_ROW, *place) if place else []
    return to_entry(listed[0][:-2], listed[0][-2]) if listed else None


def made_by(session: Session, request: RequestClaim, key: bytes) -> Entry | None:
    """Return the entry as this request left it, if it did.

    Raises:
        RequestIdReusedError: the request id stands for other bytes.
    """
    return answered_before(request, session.rows(MADE_BY_REQUEST, key), entry_from_bytes)


def _identifier_lock(identifier: Identifier) -> bytes:
    return lock_key(f"watch:{identifier.key}")


def _open_entry(session: Session, identifier: Identifier, at: Instant) -> Entry | None:
    rows = session.rows(OF_IDENTIFIER, identifier_key(identifier))
    found = newest(session, rows[0][0]) if rows else None
    return found if found and found.state is not EntryState.CLEARED and at < found.ends_at else None


def _take_out_of_its_list(session: Session, entry: Entry, *, at: Instant) -> None:
    """Let a list say nothing more about a row that somebody acts on; it is an entry of its own from now on.

    Raises:
        UnavailableError: the list is being imported: its digest of changes has been taken of this row too.
    """
    key, list_id = row_of_name(entry.name) or (b"", 0)
    session.lock(lock_key(f"watch-list:{list_id}"))
    rows = session.rows(VISIBLE_ROW, key, list_id)
    if not rows:
        raise NotFoundError("no such entry")
    if rows[0][-1] > to_micros(at):
        raise UnavailableError("the list is being imported; try again when it is done")
    session.write("INSERT INTO watch_exempt (list, identifier_key) VALUES (?, ?)", list_id, key)
    session.write(HIDE_ROW, list_id, key, list_id, list_id)
    session.write("UPDATE watch_list SET staged_by = '', entries = entries - 1 WHERE id = ?", list_id)


def _begin(session: Session, entry: Entry) -> None:
    session.write(
        "INSERT INTO watch_entry (name, identifier_key) VALUES (?, ?)",
        entry.name,
        identifier_key(entry.identifier),
    )


def _append(  # noqa: PLR0913 (what one step is)
    session: Session, request: RequestClaim, key: bytes, before: Entry | None, after: Entry, *, at: Instant
) -> Entry:
    """Write the next version and everything that follows from it."""
    session.write(
        "INSERT INTO watch_entry_version"
        " (entry, version, body, relying_party, method, request_id, request_key, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        after.name,
        after.version,
        entry_to_bytes(after),
        request.relying_party,
        request.method,
        request.request_id,
        key,
        request.digest,
    )
    _note_parties(session, after)
    _project(session, after)
    note_appeals(session, after)
    note_block(session, before, after, at=at)
    add_words(session, before, after, reported=request.method == "ReportIdentifier", at=at)
    _feed(session, before, after, at=at)
    emit(session, *events_of(before, after, at=at))
    return after


def _note_parties(session: Session, entry: Entry) -> None:
    parties = {*entry.institutions, keeper_institution(entry.identifier)} - {""}
    for party in sorted(parties):
        session.write(
            "INSERT INTO watch_party (institution, entry_cursor)"
            " SELECT ?, cursor FROM watch_entry WHERE name = ? ON CONFLICT DO NOTHING",
            party,
            entry.name,
        )


def _project(session: Session, entry: Entry) -> None:
    replace_standing(session, entry.identifier, StandingKind.LISTED, entry.name, standing_of(entry))


def _feed(session: Session, before: Entry | None, after: Entry, *, at: Instant) -> None:
    """Tell subscribers when what they hold of it changes."""
    held = listing_of(before) if before else None
    holds = listing_of(after)
    if held == holds:
        return
    digest = SetDigest() if held is None else SetDigest().taken(held)
    digest = digest if holds is None else digest.put(holds)
    append_change(session, to_micros(at), digest, entry=(after.name, after.version))
