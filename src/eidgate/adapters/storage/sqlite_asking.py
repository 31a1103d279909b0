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

AT_A_TIME: Final = 32
"""Keys a statement: those of a common batch. Reading one with 16 costs a tenth more."""

_COLUMNS: Final = ("key", "second", "third", "fourth")
"""What a question calls the parts of a key: `SELECT ... FROM asked CROSS JOIN ... ON ... = key`."""


def rows_of(
    connection: sqlite3.Connection, question: str, keys: Iterable[tuple[Value, ...]]
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a question about `asked`, for any number of keys of equally many parts.

    What is left of a statement is filled up with NULL, which equals nothing, so that there is one statement,
    prepared once.
    """
    waiting = list(keys)
    for first in range(0, len(waiting), AT_A_TIME):
        some = waiting[first : first + AT_A_TIME]
        width = len(some[0])
        filling = (None,) * (width * (AT_A_TIME - len(some)))
        yield from connection.execute(_asked(width) + question, (*chain.from_iterable(some), *filling))


def keys_of(values: Iterable[Value]) -> Iterator[tuple[Value]]:
    """Make keys of one part."""
    return zip(values)


@cache  # as many as there are widths
def _asked(width: int) -> str:
    rows = ", ".join([f"({marks(width)})"] * AT_A_TIME)
    return f"WITH asked ({', '.join(_COLUMNS[:width])}) AS (VALUES {rows}) "
