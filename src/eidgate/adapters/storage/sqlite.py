"""SQLite: one file, WAL, synchronous FULL, one writer at a time among all processes that share the file.

Every commit is fsynced before it is answered (sqlite.org/pragma.html#pragma_synchronous).
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from eidgate.adapters.storage import migrations
from eidgate.adapters.storage.cases import Case
from eidgate.adapters.storage.engine import Session, TransientError, Value
from eidgate.adapters.storage.pool import Pool
from eidgate.adapters.storage.sqlite_batch import append, read_known
from eidgate.adapters.storage.sqlite_connection import connect, statements, told, view
from eidgate.adapters.storage.turns import Turns
from eidgate.adapters.storage.weighing import Answer, Known, settle
from eidgate.core.errors import ConfigurationError, UnavailableError

T = TypeVar("T")

WAL_LIMIT: Final = 128 * 1024 * 1024
"""Bytes of WAL at which the writer waits for readers to let it start over: it cannot grow without end."""


class SqliteSession:
    """`Session` on one connection; there is one writer at a time, so its turn is the lock of everything."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, statement: str, *values: Value) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        return self._connection.execute(statement, values).fetchall()

    def write(self, statement: str, *values: Value) -> int:
        """Run a statement and return how many rows it touched."""
        return self._connection.execute(statement, values).rowcount

    def write_many(self, statement: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a statement once for each row of values."""
        self._connection.executemany(statement, rows)

    def lock(self, *keys: bytes) -> None:
        """Do nothing: whoever writes is alone."""


class SqliteEngine:
    """Implements `Engine` on a file; open it after fork."""

    def __init__(self, path: Path) -> None:
        """Open or create the file and bring its schema up to date.

        Raises:
            ConfigurationError: the folder is missing, the file is newer than this program or no SQLite file.
            UnavailableError: the file cannot be opened, read or written.
        """
        if not path.parent.is_dir():
            raise ConfigurationError(f"the store's folder does not exist: create {path.parent}")
        self._path = path
        self._wal = path.with_name(f"{path.name}-wal")
        self._turns = Turns(path)
        self._writer: sqlite3.Connection | None = None
        self._readers = Pool(lambda: connect(path, read_only=True))
        try:
            with told(), self._turns.turn():
                self._migrate()
        except TransientError as fault:
            self.close()
            raise UnavailableError("another program keeps the store locked") from fault
        except BaseException:
            self.close()
            raise

    def _migrate(self) -> None:
        with self._transaction() as connection:
            connection.execute(migrations.CREATE_LIST)
            applied = connection.execute(migrations.READ_LIST).fetchall()
            for migration in migrations.outstanding(migrations.shipped("sqlite"), applied):
                for statement in statements(migration.script):
                    connection.execute(statement)
                connection.execute(
                    migrations.ADD_TO_LIST, (migration.version, migration.name, migration.checksum)
                )

    def turn(self) -> AbstractContextManager[None]:
        """Take turns with the other processes."""
        return self._turns.turn()

    def settle(self, cases: Sequence[Case]) -> list[Answer]:
        """Read, weigh and write a batch; one fsync for all."""
        with self._transaction() as connection:
            answers, appended = settle(cases, read_known(connection, cases))
            append(connection, appended)
        return answers

    def change(self, act: Callable[[Session], T]) -> T:
        """Run `act` in one durable transaction."""
        with self._transaction() as connection:
            return act(SqliteSession(connection))

    def read(self, question: Callable[[Session], T]) -> T:
        """Run `question` on one unchanging view."""
        with told(), self._readers.lend() as connection, view(connection):
            return question(SqliteSession(connection))

    def look(self, case: Case) -> Known:
        """Read what a decision would read."""
        with told(), self._readers.lend() as connection, view(connection):
            return read_known(connection, [case])

    def close(self) -> None:
        """Close all connections; the last one of all processes to close moves the WAL into the file."""
        self._readers.close()
        self._drop_writer()
        self._turns.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit at the end, or undo everything; after a fault of SQLite's the next one starts afresh."""
        with told():
            connection = self._writer = self._writer or connect(self._path, read_only=False)
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except sqlite3.Error:
                self._drop_writer()
                raise
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            self._bound_wal(connection)

    def _drop_writer(self) -> None:
        """Close the writing connection, which undoes what it had open."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with suppress(sqlite3.Error):
                writer.execute("ROLLBACK")
            with suppress(sqlite3.Error):
                writer.close()

    def _bound_wal(self, connection: sqlite3.Connection) -> None:
        """Start the WAL over when readers kept it from being reused; what is committed stays committed."""
        with suppress(OSError, sqlite3.Error):
            if self._wal.stat().st_size > WAL_LIMIT:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
