"""One number has one owner, whoever moves it about at once: threads on PostgreSQL, processes on SQLite.

While the writers run, a reader looks at one view after the other: there is never a second open binding.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest

from builders.binding_hammer import NUMBER, hammer, newest, of_number, owners
from builders.ledger import NOON, request, unit
from builders.stores import fresh_schema
from eidgate.adapters.storage.open import Store, open_store
from eidgate.core.binding.lifecycle import Change, revoke, suspend
from eidgate.ports import LedgerFacts, Unit, Weighed

pytest_plugins = ("builders.store_fixtures",)

TESTS = Path(__file__).parents[1]
LEGAL = {"create", "move", "step", "revoke", "transfer"}


def check_whole(store: Store) -> None:
    """Every binding's history is whole, and all but the newest have ended."""
    found = newest(store)
    assert found
    assert all(not one.state.is_open for one in found[:-1])
    for one in found:
        versions = store.bindings.versions(one.name, after=0, limit=10_000)
        assert [each.version for each in versions] == list(range(1, one.version + 1))
    successors = [one for one in found if one.previous is not None]
    assert len({one.previous for one in successors}) == len(successors)


def test_threads_on_postgresql_never_make_two_owners(postgres_url: str) -> None:
    with fresh_schema(postgres_url) as url:
        stores = [open_store(url) for _ in range(3)]
        done: list[str] = []
        threads = [Thread(target=hammer, args=(stores[i % 2], f"t{i}", 60, done)) for i in range(6)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            assert len(owners(stores[2])) <= 1
        assert set(done) >= LEGAL
        check_whole(stores[2])
        for store in stores:
            store.close()


def test_two_processes_on_sqlite_never_make_two_owners(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.db"
    store = open_store(url)
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "builders.binding_hammer", url, seed, "40"],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(TESTS)},
        )
        for seed in ("a", "b")
    ]
    while any(process.poll() is None for process in processes):
        assert len(owners(store)) <= 1
    told = [process.communicate()[0].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert all(word in told[0] + told[1] for word in LEGAL)
    check_whole(store)
    store.close()


@pytest.mark.parametrize("ending", ["revoke", "suspend"])
def test_a_decision_that_starts_later_never_relies_on_an_ended_binding(
    opened: Callable[[], Store], ending: str
) -> None:
    stores = [opened(), opened()]
    made = stores[0].bindings.create(request("c"), of_number("b1", "mai"), uses=[])
    ended, barrier = Event(), Barrier(5)
    seen: list[tuple[bool, bool]] = []

    def decide(i: int) -> None:
        barrier.wait()
        for number in range(40):
            later = ended.is_set()
            stores[i % 2].ledger.decide(_decision(f"r{i}n{number}", seen, later=later))

    deciders = [Thread(target=decide, args=(i,)) for i in range(4)]
    for thread in deciders:
        thread.start()
    barrier.wait()
    steps = {
        "revoke": lambda one: revoke(one, at=NOON, reason="x"),
        "suspend": lambda one: suspend(one, Change(at=NOON)),
    }
    stores[0].bindings.change(request("end"), made.name, steps[ending])
    ended.set()
    for thread in deciders:
        thread.join()
    decide_once: list[tuple[bool, bool]] = []
    stores[1].ledger.decide(_decision("last", decide_once, later=True))
    assert len(seen) == 160
    assert (True, True) not in seen + decide_once
    relied = stores[1].bindings.relied(made.name, before=0, limit=500)
    assert len(relied) == sum(active for _, active in seen)


def _decision(name: str, seen: list[tuple[bool, bool]], *, later: bool) -> Unit:
    """A decision that tells whether it started after the end, and whether it found the binding active."""
    plain = unit(name, payer=NUMBER, scope=f"scope-{name}")

    def weigh(facts: LedgerFacts) -> Weighed:
        assert facts.payer_binding is not None
        seen.append((later, facts.payer_binding.active))
        return plain.weigh(facts)

    return Unit(claim=plain.claim, weigh=weigh)
