"""The contract of `eidgate.ports.SimClocks`, on every engine: each step is told once, to the right one."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from builders.ledger import binding, request
from builders.sim_clocks import NOON
from builders.stores import rows
from eidgate.adapters.storage.alert_columns import from_body
from eidgate.adapters.storage.open import Store
from eidgate.core.binding.lifecycle import Binding, Change, revoke
from eidgate.core.binding.sim_device import reverify, tell_device_change
from eidgate.core.binding.sim_rules import SimTerms
from eidgate.core.binding.sim_service import SimService
from eidgate.core.binding.transfer import hand_on
from eidgate.core.desk.alert import Action, Alert, AlertKind
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, Instrument, InstrumentKind
from eidgate.ports import Step

pytest_plugins = ("builders.store_fixtures",)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SIM = Instrument(kind=InstrumentKind.SIM, institution="operator-one", number="+84912345678")
OUTGOING, TWO_WAY, END = NOON + 2 * HOUR, NOON + 2 * HOUR + 30 * DAY, NOON + 2 * HOUR + 35 * DAY


def made(name: str = "b1", number: str = SIM.number) -> Binding:
    of = replace(binding(name, instrument=replace(SIM, number=number)), institution="operator-one")
    return replace(of, created_at=NOON - DAY, updated_at=NOON - DAY, sim=SimTerms())


def bound(store: Store, name: str = "b1", number: str = SIM.number) -> Binding:
    return store.bindings.create(request(f"create {name}"), made(name, number), uses=[])


def step(store: Store, of: Binding, act: Step) -> Binding:
    count = len(rows(store, "SELECT binding FROM binding_version"))
    return store.bindings.change(request(f"step {count}"), of.name, act)


def changed(store: Store, of: Binding, at: Instant = NOON, told_at: Instant | None = None) -> Binding:
    change = Change(at=told_at or at)
    return step(store, of, lambda one: tell_device_change(one, change, changed_at=at))


def verified(store: Store, of: Binding, at: Instant) -> Binding:
    return step(store, of, lambda one: reverify(one, Change(at=at)))


def told(store: Store, at: Instant) -> list[SimService]:
    return [one.service for one in store.sim_clocks.tell_due(at)]


def alerts(store: Store) -> list[Alert]:
    return [from_body(body) for (body,) in rows(store, "SELECT body FROM alert ORDER BY cursor")]


def test_each_step_is_told_once_when_it_is_due(store: Store) -> None:
    changed(store, bound(store))
    assert store.sim_clocks.running() == 1
    assert told(store, OUTGOING - timedelta(microseconds=1)) == []
    assert told(store, OUTGOING) == [SimService.OUTGOING_BLOCKED]
    assert told(store, OUTGOING) == told(store, TWO_WAY - HOUR) == []
    assert told(store, TWO_WAY) == [SimService.BLOCKED]
    assert told(store, END) == [SimService.ENDED]
    assert told(store, END + 1000 * DAY) == []
    assert store.sim_clocks.running() == 1  # the holder has still to verify


def test_the_operator_that_bound_it_is_told_what_to_do(store: Store) -> None:
    changed(store, bound(store))
    for at in (OUTGOING, TWO_WAY, END):
        told(store, at)
    found = alerts(store)
    assert [(one.kind, one.action, one.at) for one in found] == [
        (AlertKind.SIM_OUTGOING_DUE, Action.LIMIT_SERVICE, OUTGOING),
        (AlertKind.SIM_BLOCK_DUE, Action.LIMIT_SERVICE, TWO_WAY),
        (AlertKind.SIM_END_DUE, Action.REVIEW, END),
    ]
    assert {(one.address, one.about, one.identifier) for one in found} == {
        ("institution:operator-one", "bindings/b1", identifier_of(SIM))
    }


def test_what_came_due_while_nobody_looked_is_told_step_by_step(store: Store) -> None:
    changed(store, bound(store))
    late: list[SimService] = []
    while due := told(store, END + DAY):
        late += due
    assert late == [SimService.OUTGOING_BLOCKED, SimService.BLOCKED, SimService.ENDED]
    assert {one.at for one in alerts(store)} == {END + DAY}  # when it became true that they were told


def test_a_proof_stops_the_clock_and_a_new_change_is_a_new_one(store: Store) -> None:
    verified(store, changed(store, bound(store)), NOON + HOUR)
    assert (store.sim_clocks.running(), told(store, END)) == (0, [])
    of = changed(store, made(), NOON + 3 * HOUR)
    assert told(store, NOON + 5 * HOUR) == [SimService.OUTGOING_BLOCKED]
    verified(store, of, NOON + 6 * HOUR)
    changed(store, of, NOON + 7 * HOUR)
    assert told(store, NOON + 9 * HOUR) == [SimService.OUTGOING_BLOCKED]
    assert len({one.name for one in alerts(store)}) == 2


def test_a_second_change_tells_nothing_twice(store: Store) -> None:
    of = changed(store, bound(store))
    assert told(store, OUTGOING) == [SimService.OUTGOING_BLOCKED]
    changed(store, of, OUTGOING + HOUR)
    assert told(store, OUTGOING + 4 * HOUR) == []
    assert told(store, TWO_WAY) == [SimService.BLOCKED]


def test_an_earlier_change_that_is_told_late_brings_the_steps_forward(store: Store) -> None:
    of = changed(store, bound(store))
    changed(store, of, NOON - HOUR, told_at=NOON + HOUR)
    assert told(store, NOON + HOUR) == [SimService.OUTGOING_BLOCKED]


@pytest.mark.parametrize("how", ["revoke", "transfer"])
def test_an_ended_binding_has_no_clock(store: Store, how: str) -> None:
    of = changed(store, bound(store))
    if how == "revoke":
        step(store, of, lambda one: revoke(one, at=NOON, reason="given back"))
    else:
        successor = replace(made("b2"), created_at=NOON + HOUR)
        store.bindings.transfer(
            request("t"), of.name, lambda one: hand_on(one, Change(at=NOON)), successor, uses=[]
        )
    assert (store.sim_clocks.running(), told(store, END)) == (0, [])
    assert rows(store, "SELECT name FROM standing WHERE kind = 'sim'") == []


def test_the_newest_binding_of_a_number_is_found(store: Store) -> None:
    assert store.bindings.of_instrument(SIM) is None
    first = bound(store)
    step(store, first, lambda one: revoke(one, at=NOON, reason="given back"))
    second = bound(store, "b2")
    bound(store, "b3", "+84912345679")
    assert store.bindings.of_instrument(SIM) == second


def test_two_keepers_at_once_tell_each_step_once(store: Store) -> None:
    for number in range(8):
        changed(store, bound(store, f"n{number}", f"+8491234560{number}"))
    together, found = Barrier(2), list[SimService]()

    def keep() -> None:
        together.wait()
        while due := told(store, OUTGOING):
            found.extend(due)

    keepers = [Thread(target=keep) for _ in range(2)]
    for one in keepers:
        one.start()
    for one in keepers:
        one.join()
    while due := told(store, OUTGOING):
        found.extend(due)
    assert (len(found), len(alerts(store))) == (8, 8)
