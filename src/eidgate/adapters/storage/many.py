"""Many rows or keys in few statements, the same on every engine."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, TypeVar

from eidgate.adapters.storage.engine import Session, Value

T = TypeVar("T")

TOGETHER: Final = 500
"""Rows or keys a statement. With ten columns 5,000 values: SQLite takes 32,766 and PostgreSQL 65,535."""


def chunks(things: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces that one statement takes."""
    for first in range(0, len(things), TOGETHER):
        yield things[first : first + TOGETHER]


def marks(count: int) -> str:
    """Return the marks of so many values."""
    return ", ".join("?" * count)


def insert(session: Session, into: str, rows: Iterable[Sequence[Value]], *, end: str = "") -> int:
    """Add rows: `into` is the statement up to VALUES, `end` what follows; return how many were written."""
    written = 0
    for some in chunks(list(rows)):
        row = f"({marks(len(some[0]))})"
        statement = f"{into} VALUES {', '.join([row] * len(some))} {end}"
        written += session.write(statement, *chain.from_iterable(some))
    return written
