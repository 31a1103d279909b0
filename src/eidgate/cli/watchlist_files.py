"""Lists in files: CSV with a header, JSON lines, or one website a line; each line a row or a fault.

    kind,value,grade,code,expire
    account,999902:0200000077,suspected,4,2026-12-31T00:00:00+07:00

`grade`, `code` and `expire` may be left out; the command's options then count for every line.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from eidgate.app.import_entries import Fault, Line
from eidgate.cli.json_lines import BadInputError, Value, parse_line
from eidgate.core.desk.ageing import end_of
from eidgate.core.desk.canonical import listable_identifier
from eidgate.core.desk.entry import LARGEST_CODE
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.standing import Grade
from eidgate.core.errors import InvalidCommandError
from eidgate.core.terms import Instant
from eidgate.ports.watchlist_lists import ListedRow

MAX_LINE_BYTES: Final = 16_384  # a URL of 2,048 characters in the longest escapes, and room for the rest

GRADES: Final = {"reported": Grade.WARN, "suspected": Grade.HIGH, "confirmed": Grade.BLOCK}
_KINDS: Final = {str(kind): kind for kind in IdentifierKind}
_REQUIRED: Final = ("kind", "value")
_OPTIONAL: Final = ("grade", "code", "expire")


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What counts where a line says nothing."""

    at: Instant
    grade: Grade
    code: int


def read_list(path: Path, defaults: Defaults, advance: Callable[[int], None]) -> Iterator[tuple[int, Line]]:
    """Yield the lines of a file with their numbers; `advance` is told how many bytes were read.

    Raises:
        BadInputError: the file as a whole is none of the formats.
        OSError: it cannot be read.
    """
    reader = _READERS.get(path.suffix)
    if reader is None:
        raise BadInputError(f"{path}: a list is a .csv, .jsonl or .txt file (one website a line)")
    with path.open("rb") as file:
        for number, read in reader(_lines(file, advance), path):
            yield number, _line(number, read, defaults)


def _lines(file: IO[bytes], advance: Callable[[int], None]) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) > MAX_LINE_BYTES:
            raise BadInputError(f"line {number}: longer than {MAX_LINE_BYTES} bytes")
        advance(len(line))
        if line.strip():
            yield number, line


Fields = Mapping[str, str] | str
"""A line's fields by name, or what is wrong with the line."""


def _csv(lines: Iterator[tuple[int, bytes]], path: Path) -> Iterator[tuple[int, Fields]]:
    _, first = next(lines, (0, b""))
    header = _split(first) or []
    unknown = set(header) - {*_REQUIRED, *_OPTIONAL}
    if unknown or not set(_REQUIRED) <= set(header) or len(set(header)) < len(header):
        known = ",".join((*_REQUIRED, *_OPTIONAL))
        raise BadInputError(f"{path}, line 1: the header names some of {known}, kind and value among them")
    for number, line in lines:
        cells = _split(line)
        if cells is None:
            yield number, "not UTF-8, or a quote is left open"
        elif len(cells) != len(header):
            yield number, f"has {len(cells)} fields, not {len(header)}"
        else:
            yield number, dict(zip(header, cells, strict=True))


def _split(line: bytes) -> list[str] | None:
    try:
        [cells] = csv.reader([line.decode("utf-8-sig").rstrip("\r\n")], strict=True)
    except (ValueError, csv.Error):
        return None
    return [cell.strip() for cell in cells]


def _json_lines(lines: Iterator[tuple[int, bytes]], _: Path) -> Iterator[tuple[int, Fields]]:
    for number, line in lines:
        try:
            fields = parse_line(line).record(_REQUIRED, _OPTIONAL)
            yield number, {name: _text(value) for name, value in fields.items() if not value.is_absent()}
        except BadInputError as error:
            yield number, error.message


def _text(value: Value) -> str:
    return json.dumps(value.positive()) if type(value.content) is int else value.text()


def _websites(lines: Iterator[tuple[int, bytes]], _: Path) -> Iterator[tuple[int, Fields]]:
    for number, line in lines:
        try:
            yield number, {"kind": IdentifierKind.WEBSITE.value, "value": line.decode("utf-8-sig").strip()}
        except UnicodeDecodeError:
            yield number, "not UTF-8"


_READERS: Final[Mapping[str, Callable[[Iterator[tuple[int, bytes]], Path], Iterator[tuple[int, Fields]]]]] = {
    ".csv": _csv,
    ".jsonl": _json_lines,
    ".txt": _websites,
}


def _line(number: int, read: Fields, defaults: Defaults) -> Line:
    if isinstance(read, str):
        return Fault(line=number, why=read)
    try:
        return _row(read, defaults)
    except (ValueError, InvalidCommandError, BadInputError) as error:
        return Fault(line=number, why=str(getattr(error, "message", error)))


def _row(read: Mapping[str, str], defaults: Defaults) -> ListedRow:
    kind = _KINDS.get(read["kind"])
    if kind is None:
        raise ValueError(f"kind: one of {', '.join(_KINDS)}")
    if kind is IdentifierKind.PERSON:
        raise ValueError("nobody lists a person alone")
    grade = GRADES.get(read["grade"]) if read.get("grade") else defaults.grade
    if grade is None:
        raise ValueError(f"grade: one of {', '.join(GRADES)}")
    asked = Value(read["expire"], "expire").instant() if read.get("expire") else None
    return ListedRow(
        identifier=listable_identifier(kind, read["value"]),
        grade=grade,
        code=_code(read.get("code") or str(defaults.code)),
        since=defaults.at,
        until=end_of(asked, grade, at=defaults.at),
    )


def _code(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:2]) <= LARGEST_CODE or len(text) > 1:
        raise ValueError(f"code: SIMO's code, 1 to {LARGEST_CODE}")
    return int(text)


def describe(told: Any) -> str:
    """Return the outcome of an import in a line."""
    done = told.switched
    if done is None:
        return f"{told.rows} rows, {told.repeated} repeated, {told.fault_count} at fault"
    return (
        f"{done.source}: {done.entries} listings in force ({done.added} new or changed,"
        f" {done.removed} changed or gone, {done.unchanged} as before, {done.exempt} exempt,"
        f" {told.repeated} rows repeated)"
    )
