"""Harnesses of what the shared list reads: identifiers, lines of lists, cursors of the feed."""

from collections.abc import Iterable
from contextlib import suppress

from builders.ledger import NOON
from eidgate.app.import_entries import Fault
from eidgate.app.watch_entries import changes_position, cursor_at, snapshot_place
from eidgate.cli.json_lines import BadInputError
from eidgate.cli.watchlist_files import Defaults, read_list
from eidgate.core.desk.canonical import identifier
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.standing import Grade
from eidgate.core.errors import InvalidCommandError
from fuzz.defect import hold
from fuzz.files import written

KINDS = tuple(IdentifierKind)
MOST_IN_OUR_WORDS = 15  # characters: a text of so few may happen to be part of a message
SUFFIXES = (".csv", ".jsonl", ".txt")


def identifier_one(content: bytes) -> None:
    """One form for each kind; what is refused is not repeated."""
    kind, written = (
        KINDS[content[0] % len(KINDS)] if content else KINDS[0],
        content[1:].decode("utf-8", "replace"),
    )
    try:
        found = identifier(kind, written)
    except ValueError as error:
        hold(
            len(written) <= MOST_IN_OUR_WORDS or written not in str(error),
            "the message repeats what was written",
        )
        return
    hold(identifier(kind, found.value) == found, "the canonical form has another one")


def identifier_seeds() -> Iterable[bytes]:
    written = (
        "970436:0011",
        "971005:09",
        "970436:ref",
        "970436:S/7",
        "0912345678",
        "evil.vn",
        "zalo:7",
        "d:1",
    )
    return (bytes((at,)) + text.encode() for at, text in enumerate((*written, "ab" * 32)))


def list_one(content: bytes) -> None:
    """A file is refused as a whole, or each line is a row or a fault, in the order of the file."""
    suffix = SUFFIXES[content[0] % len(SUFFIXES)] if content else SUFFIXES[0]
    with written(content[1:], f"list{suffix}") as path:
        try:
            lines = list(read_list(path, Defaults(at=NOON, grade=Grade.HIGH, code=8), lambda _: None))
        except BadInputError:
            return
    hold([number for number, _ in lines] == sorted({number for number, _ in lines}), "lines out of order")
    for number, line in lines:
        if isinstance(line, Fault):
            hold(line.line == number and line.why, "a fault of another line")
        else:
            hold(line.until > line.since and 1 <= line.code <= 8, "a row beyond its bounds")


def list_seeds() -> Iterable[bytes]:
    yield b"\x00kind,value,grade,code,expire\naccount,970436:0011,reported,3,2026-03-06T00:00:00Z\nx\n"
    yield b'\x01{"kind":"phone","value":"0912345678","code":3}\n{"kind":1}\n'
    yield b"\x02evil.example.com\nhttp://[::1\n\xff\n"


def cursor_one(content: bytes) -> None:
    """A cursor is refused or is exactly the one that was given, with numbers that a store can hold."""
    text = content.decode("utf-8", "replace")
    with suppress(InvalidCommandError):
        hold(cursor_at(changes_position(text)) == text, "two cursors of one position")
    with suppress(InvalidCommandError):
        head, place = snapshot_place(text)
        hold(f"s:{head}:{place}" == text, "two cursors of one place")
        part, key, rest = place.split(":")
        bytes.fromhex(key)
        hold(part == "e" or 0 <= int(rest) < 2**63, "no row number")


def cursor_seeds() -> Iterable[bytes]:
    return (b"c:0:", b"c:7:00ff", b"s:1:e::", b"s:1:r:0a:7", b"s:1:e:0a:x", b"c:9223372036854775807:")
