"""JSON lines for commands: strict reading that names line and field, and output whole or not at all."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Final

import click
from rich.console import Console
from rich.progress import Progress

from eidgate.core.terms import Instant, as_utc

MAX_LINE_BYTES: Final = 4 * 1024 * 1024
"""A line holds one case with a day's earlier rows, about 100 bytes each; 40,000 are far above any day."""

_SPOOL_BYTES: Final = 16 * 1024 * 1024  # kept in memory before a temporary file is used
_MAX_WHOLE: Final = 2**63 - 1  # what stores and wires of money can hold


_INSTANT: Final = re.compile(
    r"(?!0001|9999)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII
)
"""RFC 3339 with its offset; the calendar's two outermost years have no neighbours to be converted into."""


class BadInputError(click.ClickException):
    """The input cannot be used; exit code 2, as for a wrong option."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Value:
    """One JSON value with its path. Every method raises `BadInputError` when the value is not of its kind."""

    content: object
    path: str

    def fault(self, description: str) -> BadInputError:
        """Return the error that names this field."""
        return BadInputError(f"{self.path or 'the line'}: {description}")

    def record(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> "dict[str, Value]":
        """Return the fields of an object that must have these keys and no others."""
        if not isinstance(self.content, _Object):
            raise self.fault("must be an object")
        fields = {key: Value(content, self._at(key)) for key, content in self.content.pairs}
        if len(fields) < len(self.content.pairs):
            raise self.fault("a key is repeated")
        for key, field in fields.items():
            if key not in required and key not in optional:
                raise field.fault("unknown key")
        for key in required:
            if key not in fields:
                raise Value(None, self._at(key)).fault("missing")
        return fields

    def items(self) -> "list[Value]":
        """Return the entries of a list, which may be empty."""
        if not isinstance(self.content, list):
            raise self.fault("must be a list")
        return [Value(content, f"{self.path}[{index}]") for index, content in enumerate(self.content)]

    def is_absent(self) -> bool:
        """Whether it is null, which means the same as leaving the field out."""
        return self.content is None

    def string(self) -> str:
        """Return a text, which may be empty."""
        if not isinstance(self.content, str):
            raise self.fault("must be a text")
        try:
            self.content.encode()
        except UnicodeEncodeError:
            raise self.fault("holds half a character") from None  # a lone surrogate, in an escape
        return self.content

    def text(self) -> str:
        """Return a text that is not empty."""
        if not isinstance(self.content, str) or not self.content:
            raise self.fault("must be a text that is not empty")
        return self.string()

    def label(self) -> str | int:
        """Return what the caller names a case by: a text that is not empty, or a whole number above zero."""
        return self.text() if isinstance(self.content, str) else self.positive()

    def positive(self) -> int:
        """Return a whole number above zero that fits 64 bits; neither 1.0 nor true is one."""
        if type(self.content) is not int:
            raise self.fault("must be a whole number")
        if not 0 < self.content <= _MAX_WHOLE:
            raise self.fault(f"must be from 1 to {_MAX_WHOLE}")
        return self.content

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.content, bool):
            raise self.fault("must be true or false")
        return self.content

    def instant(self) -> Instant:
        """Return an RFC 3339 instant with an offset, in UTC."""
        text = self.text()
        try:
            if _INSTANT.fullmatch(text):
                return as_utc(datetime.fromisoformat(text))
        except (ValueError, OverflowError) as error:
            raise self.fault("no such moment in the calendar") from error
        raise self.fault("must be RFC 3339 with an offset, such as 2026-03-05T10:00:00+07:00")

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


class _Object:
    """A JSON object as its pairs, so that a repeated key can be seen."""

    __slots__ = ("pairs",)

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        self.pairs = pairs


def convert(source: Path, target: Path | None, judge: Callable[[Value], object]) -> None:
    """Write `judge` of each line of `source` to `target` (or stdout), in order, all of them or nothing.

    Blank lines are passed over. Progress is shown on stderr when that is a terminal.

    Raises:
        BadInputError: a line cannot be used; it is named, and nothing was written.
    """
    with _whole_output(target) as out, _progress(source) as advance, source.open("rb") as lines:
        for number, line in _numbered(lines):
            advance(len(line))
            try:
                if line.strip():
                    out.write(json.dumps(judge(parse_line(line)), separators=(",", ":")).encode() + b"\n")
            except click.ClickException as error:
                raise BadInputError(f"{source}, line {number}: {error.message}") from error


def _numbered(lines: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := lines.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) > MAX_LINE_BYTES:
            raise BadInputError(f"{lines.name}, line {number}: longer than {MAX_LINE_BYTES} bytes")
        yield number, line


def parse_line(line: bytes) -> Value:
    """Return the JSON value of one line.

    Raises:
        BadInputError: the line is not one JSON value in UTF-8.
    """
    try:
        return Value(json.loads(line.rstrip(b"\r\n").decode("utf-8"), object_pairs_hook=_Object), "")
    except UnicodeDecodeError as error:
        raise BadInputError("not UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadInputError(f"not JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise BadInputError(
            "not usable as JSON: a number is too long or values are nested too deeply"
        ) from error


@contextmanager
def _whole_output(target: Path | None) -> Iterator[IO[bytes]]:
    """Collect the output aside and put it in place only when the block ends well."""
    final = None if target is None else Path(os.path.realpath(target))
    if final is None or (final.exists() and not final.is_file()):  # a pipe or a device cannot be replaced
        with SpooledTemporaryFile(max_size=_SPOOL_BYTES) as spool:
            yield spool
            spool.seek(0)
            _copy(spool, final)
        return
    partial = final.with_name(f".{final.name}.{os.getpid()}.partial")
    try:
        with partial.open("xb") as out:
            yield out
        partial.replace(final)
    except OSError as error:
        raise BadInputError(f"cannot write {target}: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)


def _copy(spool: IO[bytes], final: Path | None) -> None:
    if final is None:
        for line in spool:
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
        return
    with final.open("wb") as out:
        out.writelines(spool)


@contextmanager
def _progress(source: Path) -> Iterator[Callable[[int], None]]:
    console = Console(stderr=True)
    if not (console.is_terminal and source.is_file()):
        yield lambda _: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(source.name, total=source.stat().st_size)
        yield lambda size: bar.advance(task, size)
