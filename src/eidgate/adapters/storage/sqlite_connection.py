"""One SQLite connection: how it is set up, what its faults mean, how it holds a view."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from eidgate.adapters.storage.engine import TransientError
from eidgate.core.errors import ConfigurationError, UnavailableError

BUSY_TIMEOUT: Final = 2.0
"""Seconds SQLite itself waits for a foreign writer (a backup, the sqlite3 shell); ours take turns by lock."""

WRITER_CACHE: Final = -16_384
"""KiB (hence negative) of the writer's page cache: the upper index levels of millions of rows."""

CHECKPOINT_PAGES: Final = 8_000
"""Pages (32 MB) in the WAL before SQLite moves them into the file: hot pages are moved once for many writes,
and the pause stays at some tenths of a second. 16 MB wrote a fifth more per decision; 64 MB pauses longer."""

STATEMENTS_KEPT: Final = 128
"""Statements kept prepared: a decision uses some forty (`sqlite_asking.SIZES`), the desk's work others."""

_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open a connection that keeps the promises of the ledger: WAL, and an fsync for every commit.

    A new file is its owner's alone (SQLite gives its companions the same mode); of one that is there already,
    the mode is the operator's choice.

    Raises:
        sqlite3.Error: the file cannot be opened; see `told`.
        UnavailableError: the file system cannot hold a write-ahead log.
    """
    if not read_only:
        with suppress(OSError):  # it is there, or SQLite says better why it cannot be
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    connection = sqlite3.connect(
        path,
        timeout=BUSY_TIMEOUT,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=STATEMENTS_KEPT,
    )
    try:
        _set_up(connection, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection, *, read_only: bool) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
        return
    [(mode,)] = connection.execute("PRAGMA journal_mode = WAL").fetchall()
    if mode != "wal":
        raise UnavailableError("the store's file system cannot hold a write-ahead log")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = {WRITER_CACHE}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


@contextmanager
def view(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold one snapshot; WAL readers neither wait for the writer nor keep it waiting."""
    connection.execute("BEGIN")
    yield
    connection.execute("COMMIT")


@contextmanager
def told() -> Iterator[None]:
    """Tell SQLite's own errors apart: try again, cannot now, cannot with this file; rows at fault pass."""
    try:
        yield
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode & 0xFF in _BUSY:
            raise TransientError(fault.sqlite_errorname) from fault
        raise UnavailableError(f"the store cannot be used: {fault.sqlite_errorname}") from fault
    except sqlite3.DatabaseError as fault:
        if type(fault) is not sqlite3.DatabaseError:
            raise  # a constraint or a value out of range: the row is at fault, not the store
        if fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_NOTADB:
            raise ConfigurationError("the store's file is not an SQLite database") from fault
        raise UnavailableError(f"the store cannot be used: {fault.sqlite_errorname}") from fault


def statements(script: str) -> Iterator[str]:
    """Split a script at the ends of its statements, as SQLite itself sees them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
