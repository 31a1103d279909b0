"""PostgreSQL (psycopg 3): batches in two round trips, serialized per account among all processes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any, Final, TypeAlias, TypeVar

import psycopg
from psycopg import errors

from eidgate.adapters.storage import migrations
from eidgate.adapters.storage.cases import Case
from eidgate.adapters.storage.engine import Session, TransientError, Value
from eidgate.adapters.storage.pool import Pool
from eidgate.adapters.storage.postgres_asking import ask
from eidgate.adapters.storage.postgres_batch import append, lock_numbers, read_known
from eidgate.adapters.storage.rows import lock_key
from eidgate.adapters.storage.weighing import Answer, Known, settle
from eidgate.core.errors import EidgateError, UnavailableError

T = TypeVar("T")
Connection: TypeAlias = psycopg.Connection[Any]

CONNECTING: Final[dict[str, Any]] = {
    "connect_timeout": 3,  # seconds; libpq's least is 2
    "keepalives_idle": 5,  # seconds without a word before the peer is probed
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds until unacknowledged bytes end the connection
}
"""A server that vanished without a word is noticed within about ten seconds."""

SETTINGS: Final = """
SET lock_timeout = '4s';  -- below the lane's patience, so that a wait for another process ends as a retry
SET statement_timeout = '10s';
SET idle_in_transaction_session_timeout = '10s';  -- a stopped process must not hold its accounts for ever
SET enable_hashjoin = off;  -- every question is a handful of keys: search them one by one,
SET enable_mergejoin = off;  -- also while a young table's statistics say that it is empty
SET enable_seqscan = off;
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
"""
"""Written down, not defaults: these hold the promises of `eidgate.ports.Ledger`."""

MIGRATION_LOCK: Final = lock_key("migration")


class PostgresSession:
    """`Session` on one connection; locks are advisory and end with the transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, statement: str, *values: Value) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        return ask(self._connection, statement.replace("?", "%s"), *values).fetchall()

    def write(self, statement: str, *values: Value) -> int:
        """Run a statement and return how many rows it touched."""
        return ask(self._connection, statement.replace("?", "%s"), *values).rowcount

    def write_many(self, statement: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a statement once for each row of values; psycopg sends them in one go."""
        self._connection.cursor().executemany(statement.replace("?", "%s"), rows)

    def lock(self, *keys: bytes) -> None:
        """Wait for each key, in the order common to all."""
        for number in lock_numbers(keys):
            ask(self._connection, "SELECT pg_advisory_xact_lock(%s::bigint)", number)


class PostgresEngine:
    """Implements `Engine` on a database; open it after fork."""

    def __init__(self, url: str) -> None:
        """Connect and bring the schema up to date.

        Raises:
            ConfigurationError: the store is newer than this program, or a migration was edited.
            UnavailableError: the server cannot be reached or refuses.
        """
        self._url = url
        self._writer: Connection | None = None
        self._readers = Pool(self._connect)
        try:
            with self._transaction() as connection:
                _migrate(connection)
        except TransientError as fault:
            self.close()
            raise UnavailableError("the PostgreSQL server cannot be reached, or refuses") from fault
        except BaseException:
            self.close()
            raise

    def _connect(self) -> Connection:
        connection: Connection = psycopg.connect(self._url, autocommit=True, **CONNECTING)
        connection.execute(SETTINGS)
        return connection

    def turn(self) -> AbstractContextManager[None]:
        """Nothing to wait for: PostgreSQL serializes accounts, not processes."""
        return nullcontext()

    def settle(self, cases: Sequence[Case]) -> list[Answer]:
        """Read, weigh and write a batch in two round trips."""
        with self._writing() as connection, connection.pipeline():
            ask(connection, "BEGIN")
            answers, appended = settle(cases, read_known(connection, cases, locked=True))
            append(connection, appended)
            commit = ask(connection, "COMMIT")
        if commit.statusmessage != "COMMIT":
            raise TransientError("the server rolled the batch back")
        return answers

    def change(self, act: Callable[[Session], T]) -> T:
        """Run `act` in one durable transaction."""
        with self._transaction() as connection:
            return act(PostgresSession(connection))

    def read(self, question: Callable[[Session], T]) -> T:
        """Run `question` on one unchanging view."""
        with self._view() as connection:
            return question(PostgresSession(connection))

    def look(self, case: Case) -> Known:
        """Read what a decision would read."""
        with self._view() as connection, connection.pipeline():
            return read_known(connection, [case], locked=False)

    def close(self) -> None:
        """Close all connections."""
        self._readers.close()
        self._drop_writer()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._writing() as connection, connection.transaction():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Lend the writing connection; after any fault the next use starts with a new one."""
        with _told():
            connection = self._writer = self._writer or self._connect()
            try:
                yield connection
            except EidgateError:
                raise  # a refusal of ours: the transaction was undone, the connection is sound
            except BaseException:
                self._drop_writer()
                raise

    def _drop_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            with suppress(psycopg.Error):
                writer.close()

    @contextmanager
    def _view(self) -> Iterator[Connection]:
        with _told(), self._readers.lend() as connection:
            ask(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield connection
            ask(connection, "COMMIT")


@contextmanager
def _told() -> Iterator[None]:
    """Tell faults that may pass (server, connection, moment) from those of a row."""
    try:
        yield
    except (psycopg.OperationalError, psycopg.InterfaceError, errors.ReadOnlySqlTransaction) as fault:
        raise TransientError(type(fault).__name__) from fault


def _migrate(connection: Connection) -> None:
    PostgresSession(connection).lock(MIGRATION_LOCK)
    connection.execute(migrations.CREATE_LIST)
    applied = connection.execute(migrations.READ_LIST).fetchall()
    for migration in migrations.outstanding(migrations.shipped("postgres"), applied):
        connection.execute(migration.script)
        connection.execute(
            migrations.ADD_TO_LIST.replace("?", "%s"),
            (migration.version, migration.name, migration.checksum),
        )
