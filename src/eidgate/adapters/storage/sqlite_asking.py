"""Asking SQLite about several keys in one statement.

There is no round trip to save, but each statement gives the interpreter away several times, and then waits
for it with all threads that want it. The keys stand in a table of constants, `asked`, whose rows are looked
up one after the other; IN would sort them into an index of its own first.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any, Final

from eidgate.adapters.storage.engine import Value
from eidgate.adapters.storage.many import marks

SIZES: Final = (2, 8, 32)
"""Keys a statement: those of a unit that is alone, its identifiers, those of a common batch. A unit that is
alone and asks by statements for 32 pays a quarter of its reading for rows of nothing (ADR 0111)."""

_COLUMNS: Final = ("key", "second", "third", "fourth")
"""What a question calls the parts of a key: `SELECT ... FROM asked CROSS JOIN ... ON ... = key`."""


def rows_of(
    connection: sqlite3.Connection, question: str, keys: Iterable[tuple[Value, ...]]
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a question about `asked`, for any number of keys of equally many parts.

    What is left of a statement is filled up with NULL, which equals nothing, so that there are few
    statements, each prepared once.
    """
    waiting = list(keys)
    for first in range(0, len(waiting), SIZES[-1]):
        some = waiting[first : first + SIZES[-1]]
        width, size = len(some[0]), next(size for size in SIZES if size >= len(some))
        filling = (None,) * (width * (size - len(some)))
        yield from connection.execute(_asked(width, size) + question, (*chain.from_iterable(some), *filling))


def keys_of(values: Iterable[Value]) -> Iterator[tuple[Value]]:
    """Make keys of one part."""
    return zip(values)


@cache  # as many as there are widths and sizes
def _asked(width: int, size: int) -> str:
    rows = ", ".join([f"({marks(width)})"] * size)
    return f"WITH asked ({', '.join(_COLUMNS[:width])}) AS (VALUES {rows}) "
