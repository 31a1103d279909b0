"""No interleaving lets a decision ignore a listing that was committed before it began, on any engine.

Listers and deciders are stores of their own, as other processes have them. Whoever lists says so only after
the call has returned; whoever decides reads that before it begins, and must then see at least as much.
"""

import json
from collections.abc import Callable
from itertools import count
from threading import Event, Thread

import pytest

from builders.ledger import name_of, unit
from builders.watchlist import BANK_ONE, BANK_TWO, confirm, lift, listed, put, row
from eidgate.adapters.storage import watch_lists
from eidgate.adapters.storage.open import Store
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.standing import Grade
from eidgate.core.shape import replace
from eidgate.ports import LedgerFacts, Weighed

pytest_plugins = ("builders.store_fixtures",)

ROUNDS = 12
_numbers = count(1)


def seen(store: Store, *identifiers: Identifier) -> list[list[str]]:
    """Decide, and return [name, source, grade, code] of every listing that the decision saw."""
    request_id = f"sees-{next(_numbers)}"

    def weigh(facts: LedgerFacts) -> Weighed:
        found = sorted([one.name, one.source, str(one.grade), str(one.code)] for one in facts.standings)
        return Weighed(name=name_of(request_id), record=json.dumps(found).encode(), outcome="DENY")

    made = unit(request_id, weigh=weigh)
    made = replace(made, claim=replace(made.claim, identifiers=identifiers))
    found: list[list[str]] = json.loads(store.ledger.decide(made).record)
    return found


def beside(act: Callable[[], None], look: Callable[[], None]) -> None:
    """Look as often as can be while another thread acts; what either raises is raised."""
    over, failed = Event(), []

    def run() -> None:
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)
        finally:
            over.set()

    thread = Thread(target=run)
    thread.start()
    while not over.is_set():
        look()
    look()
    thread.join()
    assert failed == []


def test_a_decision_sees_every_entry_and_clearing_committed_before_it_began(
    opened: Callable[[], Store],
) -> None:
    desk, bank = opened(), opened()
    identifiers = [row(number).identifier for number in range(ROUNDS)]
    listed_before, cleared_before, clearing = set[str](), set[str](), set[str]()

    def act() -> None:
        for identifier in identifiers:
            entry = put(desk, identifier)
            listed_before.add(entry.name)
            clearing.add(entry.name)
            lift(desk, entry, BANK_TWO)
            cleared_before.add(entry.name)

    def look() -> None:
        must, must_not = listed_before - clearing, set(cleared_before)
        found = {name for name, *_ in seen(bank, *identifiers)}
        assert must - clearing <= found
        assert not must_not & found

    beside(act, look)


def test_the_grade_that_a_decision_sees_never_falls_behind(opened: Callable[[], Store]) -> None:
    """Grades only rise here, so that "at least what was committed before" can be said exactly."""
    desk, bank = opened(), opened()
    committed = [0] * ROUNDS
    rank = {"warn": 1, "high": 2, "block": 3}
    identifiers = [row(number).identifier for number in range(ROUNDS)]

    def act() -> None:
        for number, identifier in enumerate(identifiers):
            put(desk, identifier, BANK_ONE)
            committed[number] = 1
            entry = put(desk, identifier, BANK_TWO)
            committed[number] = 2
            confirm(desk, entry)
            committed[number] = 3

    def look() -> None:
        before = list(committed)
        graded = {name: rank[grade] for name, _, grade, _ in seen(bank, *identifiers)}
        assert sum(graded.values()) >= sum(before)
        assert len(graded) >= sum(one > 0 for one in before)

    beside(act, look)


def test_a_decision_sees_one_generation_of_a_list_and_never_an_older_one_than_was_in_force(
    opened: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_lists, "CHUNK", 3)
    desk, bank = opened(), opened()
    identifiers = [row(number).identifier for number in range(10)]
    in_force = [0]

    def act() -> None:
        for generation in range(1, 9):
            listed(desk, [row(number, code=generation, grade=Grade.HIGH) for number in range(10)])
            in_force[0] = generation

    def look() -> None:
        before = in_force[0]
        found = seen(bank, *identifiers)
        codes = {int(code) for *_, code in found}
        assert len(found) in {0, 10}
        assert len(codes) <= 1
        assert max(codes, default=0) >= before

    beside(act, look)
