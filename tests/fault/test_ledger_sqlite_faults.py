"""Real faults of a file: no space, read-only, locked by a stranger, in a place where nothing can be made."""

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from builders.ledger import BANK, name_of, once, report, request, unit
from builders.stores import rows
from eidgate.adapters.storage.open import Store, open_store
from eidgate.core.errors import ConfigurationError, DeadlineError, UnavailableError
from eidgate.ports import Recorded, Weighed

TESTS = Path(__file__).parents[1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()


def writer(store: Store) -> sqlite3.Connection:
    found: sqlite3.Connection = store.ledger._engine._writer  # type: ignore[attr-defined]
    return found


def test_a_full_database_refuses_and_works_again_when_there_is_room(store: Store) -> None:
    big = b"r" * 40_000
    store.ledger.decide(unit("r0"))
    [(pages,)] = writer(store).execute("PRAGMA page_count").fetchall()
    writer(store).execute(f"PRAGMA max_page_count = {pages + 2}")
    large = unit(
        "r1",
        assertion=once("jti:1"),
        weigh=lambda _: Weighed(name=name_of("r1"), record=big, outcome="DENY"),
    )
    with pytest.raises(UnavailableError, match="SQLITE_FULL"):
        store.ledger.decide(large)
    assert rows(store, "SELECT 1 FROM one_use") == []
    assert store.ledger.decide(large) == Recorded(record=big, replayed=False)


def test_a_database_that_became_read_only_refuses_and_works_again(store: Store) -> None:
    store.ledger.decide(unit("r0"))
    writer(store).execute("PRAGMA query_only = ON")
    with pytest.raises(UnavailableError, match="READONLY"):
        store.ledger.decide(unit("r1"))
    assert not store.ledger.decide(unit("r1")).replayed


CHILD = """
import resource, signal, sys
from builders.ledger import BANK, name_of, once, unit
from eidgate.adapters.storage.open import open_store
from eidgate.core.errors import UnavailableError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(sys.argv[1])
done, refused = 0, 0
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY))  # twice an empty store
while refused < 3:  # closing moves the log into the file and may make room once more; three in a row is full
    try:
        store.ledger.decide(unit(f"r{done}", amount=None, assertion=once(f"jti:{done}")))
        done, refused = done + 1, 0
    except UnavailableError:
        refused += 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
again = store.ledger.decide(unit(f"r{done}", amount=None, assertion=once(f"jti:{done}")))
assert b'"assertion_used": false' in again.record
assert all(store.ledger.find(BANK, name_of(f"r{i}")) for i in range(done + 1))
store.close()
print(done + 1)
"""


def test_a_file_that_may_not_grow_refuses_and_the_lane_goes_on_when_it_may(path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", CHILD, f"sqlite:///{path}"],
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    done = int(ran.stdout)
    assert done > 100
    store = open_store(f"sqlite:///{path}")
    assert len(store.ledger.page(BANK, after=0, limit=100_000)) == done
    store.close()


def test_a_stranger_who_holds_the_write_lock_makes_us_wait_not_fail_halfway(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eidgate.adapters.storage.job.PATIENCE", 0.2)
    stranger = sqlite3.connect(path, isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(UnavailableError):
        store.ledger.decide(unit("r1"))
    stranger.execute("ROLLBACK")
    stranger.close()
    monkeypatch.undo()
    assert not store.ledger.decide(unit("r1")).replayed


def test_a_process_that_holds_the_turn_too_long_costs_only_the_deadline(store: Store, path: Path) -> None:
    with path.with_name("ledger.db.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(DeadlineError):
            store.ledger.decide(unit("r1"), timeout=timedelta(milliseconds=50))
    assert store.ledger.find(BANK, name_of("r1")) is None
    assert not store.ledger.decide(unit("r1")).replayed


def test_reports_are_refused_as_a_whole_too(store: Store) -> None:
    store.ledger.decide(unit("r1"))
    writer(store).execute("PRAGMA query_only = ON")
    with pytest.raises(UnavailableError):
        store.ledger.report(request("c1"), report("r1", "completed"))
    assert store.ledger.report(request("c1"), report("r1", "completed")) == report("r1", "completed")


def test_a_place_where_nobody_may_write_is_unavailable() -> None:
    with pytest.raises(UnavailableError):
        open_store("sqlite:////sys/kernel/ledger.db")  # refuses even root


def test_a_missing_folder_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="create"):
        open_store(f"sqlite:///{tmp_path}/missing/ledger.db")


def test_a_file_that_is_no_database_is_a_configuration_error(path: Path) -> None:
    path.write_text("not a database, but long enough to have a header" * 100)
    with pytest.raises(ConfigurationError, match="not an SQLite"):
        open_store(f"sqlite:///{path}")


def test_rows_cannot_be_changed_or_removed_past_the_ports(store: Store, path: Path) -> None:
    store.ledger.decide(unit("r1", assertion=once("jti:1")))
    stranger = sqlite3.connect(path)
    for statement in (
        "UPDATE decision SET outcome = 'DENY'",
        "DELETE FROM decision",
        "DELETE FROM entry",
        "UPDATE one_use SET keep_until = 0",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            stranger.execute(statement)
    stranger.close()
