"""Asking SQLite about several keys in one statement.

There is no round trip to save, but each statement gives the interpreter away several times, and then waits
for it with all threads that want it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Final

from eidgate.adapters.storage.engine import Value
from eidgate.adapters.storage.many import marks

AT_A_TIME: Final = 16
"""Keys a statement; with 32 reading a batch costs as much, with 4 a tenth more."""

_KEYS: Final = f" ({marks(AT_A_TIME)})"


def rows_of(
    connection: sqlite3.Connection, question: str, keys: Iterable[Value]
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a question that ends in IN, for any number of keys, each given once.

    The last key is repeated to fill up, so that there is one statement, prepared once.
    """
    waiting = list(keys)
    for first in range(0, len(waiting), AT_A_TIME):
        some = waiting[first : first + AT_A_TIME]
        yield from connection.execute(question + _KEYS, some + some[-1:] * (AT_A_TIME - len(some)))
