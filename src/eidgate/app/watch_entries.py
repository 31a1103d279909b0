"""Keep a copy of the list: all of it, then every change, and checkpoints by which the copy is compared.

Read in pages, so that nothing is held while a subscriber takes its time. Changes come in the order in which
decisions began to see them; a subscriber that was away goes on from its cursor, as long as that is kept.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias

from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.core.desk.canonical import keeper_institution
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.errors import CursorExpiredError, FieldViolation, InvalidCommandError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant
from eidgate.ports.watchlist import Change, Head, Position

PAGE: Final = 500
"""Changes read at once: about a millisecond of reading, 150 KB on the wire."""

LOOK_EVERY: Final = timedelta(seconds=1)
"""How soon a change reaches a stream that waits: a sixtieth of what an un-listing may take."""

HEARTBEAT: Final = timedelta(seconds=30)
"""Between checkpoints on a quiet day; a stream that brings none for two of these is dead."""

KEPT: Final = timedelta(days=30)
"""How long changes are kept for subscribers that were away; who was away for longer begins anew."""

Pause: TypeAlias = Callable[[timedelta], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """Everything up to here was sent; what a copy amounts to here."""

    head: Head
    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One message of the feed, and the cursor to go on from when it was applied."""

    cursor: str
    event: Change | Checkpoint


def watch_entries(caller: RelyingParty, cursor: str, service: Service, pause: Pause) -> Iterator[Step]:
    """Yield the list and its changes until the stream is to end.

    Raises:
        NotPermittedError: the role may not keep a copy.
        InvalidCommandError: the cursor is none of this feed's.
        CursorExpiredError: what came after it is partly forgotten.
    """
    require(caller, Right.RECEIVE_ALERTS)
    service.watchlist.subscribe(caller, at=service.clock.now())
    if cursor and cursor[0] == "c":
        position = changes_position(cursor)
        _check_kept(position, service)
    else:
        position = yield from _snapshot(cursor, service)
    yield from _follow(position, service, pause)


def _snapshot(cursor: str, service: Service) -> Generator[Step, None, Position]:
    """Yield everything that is put; return from where changes have to follow."""
    head, place = snapshot_place(cursor) if cursor else (service.watchlist.head().cursor, "")
    _check_kept(Position(head), service)
    while found := service.watchlist.snapshot(place, limit=PAGE):
        for place, listing in found:
            change = Change(position=Position(head), name=listing.name, listing=listing)
            yield Step(cursor=f"s:{head}:{place}", event=change)
    return Position(head)


def _follow(position: Position, service: Service, pause: Pause) -> Iterator[Step]:
    told_at: Instant | None = None
    while True:
        changes, position = service.watchlist.changes(position, limit=PAGE)
        for change in changes:
            yield Step(cursor=cursor_at(change.position), event=change)
        head, now = service.watchlist.head(), service.clock.now()
        if position.cursor < head.cursor:
            _check_kept(position, service)
            continue
        if changes or told_at is None or now - told_at >= HEARTBEAT:
            yield Step(cursor=cursor_at(position), event=Checkpoint(head=head, at=now))
            told_at = now
        if not pause(LOOK_EVERY):
            return


def acknowledge(caller: RelyingParty, cursor: str, service: Service) -> str:
    """Note how far the caller has applied the feed; return the furthest that is known.

    Raises:
        NotPermittedError: the role may not keep a copy.
        InvalidCommandError: the cursor is none of this feed's changes, or lies ahead of it.
    """
    require(caller, Right.RECEIVE_ALERTS)
    position = changes_position(cursor)
    if position.cursor > service.watchlist.head().cursor:
        raise InvalidCommandError(FieldViolation(field="cursor", description="lies ahead of the feed"))
    noted = service.watchlist.acknowledge(caller, position.cursor, at=service.clock.now())
    return cursor_at(Position(noted))


def may_know(caller: RelyingParty, identifier: Identifier) -> bool:
    """Whether a subscriber is told the identifier itself: it keeps or oversees it, or all may see it."""
    return (
        identifier.kind is IdentifierKind.WEBSITE
        or caller.has(Right.CONFIRM)
        or (bool(caller.institution) and keeper_institution(identifier) == caller.institution)
    )


def cursor_at(position: Position) -> str:
    """Return the text of a position among the changes."""
    return f"c:{position.cursor}:{position.within.hex()}"


def changes_position(cursor: str) -> Position:
    """Return the position of a cursor among the changes.

    Raises:
        InvalidCommandError: it is none.
    """
    try:
        mark, count, within = cursor.split(":")
        position = Position(_number(count), _octets(within))
    except ValueError:
        raise _not_ours() from None
    if mark != "c":
        raise _not_ours()
    return position


def snapshot_place(cursor: str) -> tuple[int, str]:
    """Return the head at which a cursor's snapshot began, and its place in the snapshot.

    Raises:
        InvalidCommandError: it is no cursor of a snapshot.
    """
    try:
        mark, head, part, key, rest = cursor.split(":")
        place = f"{part}:{_octets(key).hex()}:{_number(rest) if part == 'r' else rest}"
        began = _number(head)
    except ValueError:
        raise _not_ours() from None
    if mark != "s" or part not in {"e", "r"}:
        raise _not_ours()
    return began, place


def _number(text: str) -> int:
    """Read a store's row number; any other spelling than the one that was given is none."""
    number = int(text)
    if str(number) != text or not 0 <= number <= _LARGEST:
        raise ValueError("no row number")
    return number


def _octets(text: str) -> bytes:
    octets = bytes.fromhex(text)
    if octets.hex() != text:
        raise ValueError("not in lower case")
    return octets


def _check_kept(position: Position, service: Service) -> None:
    head = service.watchlist.head()
    if position.cursor < head.earliest:
        raise CursorExpiredError(cursor_at(Position(head.earliest)))
    if position.cursor > head.cursor:
        raise _not_ours()


_LARGEST: Final = 2**63 - 1  # what a store's row number can be


def _not_ours() -> InvalidCommandError:
    return InvalidCommandError(
        FieldViolation(field="cursor", description="was not given by this feed; begin without one")
    )
