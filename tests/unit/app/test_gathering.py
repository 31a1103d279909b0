"""Who is asked about a payment, how long it may take, and what becomes of the answers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders.facts import vn_bank
from builders.operators import OF_TWO, QUIET, RECYCLED, SWAPPED, Played, operators
from builders.service import NOON, OTHER_BANK, Scene, because, judged, scene_in
from eidgate.app.answer import Answer
from eidgate.app.gathering import RESERVE, UNTOLD, SimAsked, gather
from eidgate.app.verify_batch import verify_batch
from eidgate.app.verify_together import verify_together
from eidgate.app.verify_transaction import VerifyTransaction, sim_asked
from eidgate.core.binding.lifecycle import Change, suspend
from eidgate.core.errors import NotPermittedError
from eidgate.core.observation import Reading, SignalState
from eidgate.core.risk.facts import NO_SIM, SimFacts
from eidgate.core.risk.record import read_record
from eidgate.core.terms import Masked, TransactionKind, Vnd
from eidgate.ports.sim_network import SimQuery, SimQuestion

SEEN = Reading(state=SignalState.OBSERVED, at=NOON, as_of=NOON)


class KeepingNetwork:
    """A network that keeps what it was asked, and for how long."""

    def __init__(self) -> None:
        self.queries: list[SimQuery] = []
        self.within: list[timedelta] = []

    def ask(self, queries: Sequence[SimQuery], *, within: timedelta) -> list[Reading]:
        self.queries += queries
        self.within.append(within)
        return [replace(SEEN, at=NOON - timedelta(days=number)) for number, _ in enumerate(queries)]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as made:
        yield made


@pytest.fixture
def asked(scene: Scene) -> KeepingNetwork:
    network = KeepingNetwork()
    scene.service = replace(scene.service, sim_network=network)
    return network


@pytest.fixture
def played(tmp_path: Path, scene: Scene) -> Iterator[Played]:
    with operators(tmp_path, clock=scene.clock) as made:
        scene.service = replace(scene.service, sim_network=made.built.network)
        yield made


def with_phone(command: VerifyTransaction, phone: str = SWAPPED) -> VerifyTransaction:
    return replace(command, context=replace(command.context, phone=Masked(phone)))


def about(scene: Scene, phone: str = SWAPPED, **changes: object) -> SimAsked:
    command = with_phone(scene.payment(**changes), phone)  # type: ignore[arg-type]  # a test names fields freely
    return sim_asked(command, vn_bank())


def ask(scene: Scene, phone: str = SWAPPED, **changes: object) -> list[SimFacts]:
    return gather([about(scene, phone, **changes)], scene.service, left=None)


def test_every_question_fills_its_own_fact(scene: Scene, asked: KeepingNetwork) -> None:
    [facts] = ask(scene)
    days = [facts.swap.at, facts.device_change.at, facts.recycled.at, facts.forwarding.at]
    assert days == [NOON - timedelta(days=number) for number in range(4)]
    assert [query.question for query in asked.queries] == [
        SimQuestion.SIM_SWAP,
        SimQuestion.DEVICE_SWAP,
        SimQuestion.NUMBER_RECYCLING,
        SimQuestion.CALL_FORWARDING,
    ]


def test_windows_and_days_are_the_policys(scene: Scene, asked: KeepingNetwork) -> None:
    ask(scene)
    windows = {query.question: query.window for query in asked.queries}
    assert windows[SimQuestion.SIM_SWAP] == timedelta(hours=72)
    assert windows[SimQuestion.DEVICE_SWAP] == timedelta(hours=24)
    assert {query.since for query in asked.queries} == {date(2025, 12, 5)}


@pytest.mark.parametrize(("amount", "asks"), [(1_999_999, False), (2_000_000, True)])
def test_a_small_sum_asks_nobody(scene: Scene, asked: KeepingNetwork, amount: int, *, asks: bool) -> None:
    assert (ask(scene, amount=amount) != [NO_SIM]) is asks
    assert bool(asked.queries) is asks


@pytest.mark.parametrize(
    ("kind", "asks"), [(TransactionKind.LOGIN, False), (TransactionKind.LIMIT_CHANGE, True)]
)
def test_a_kind_without_money_asks_as_it_is_judged(
    scene: Scene, asked: KeepingNetwork, kind: TransactionKind, *, asks: bool
) -> None:
    ask(scene, kind=kind, amount=Vnd(0), payee=None)
    assert bool(asked.queries) is asks


def test_a_small_sum_asks_when_the_days_total_makes_it_class_c(scene: Scene, asked: KeepingNetwork) -> None:
    scene.bind()
    for _ in range(4):
        assert judged(scene.pay(4_900_000)) == ("ALLOW", "B")
    ask(scene, amount=400_000)  # exactly 20,000,000: still class B
    assert asked.queries == []
    ask(scene, amount=400_001)
    assert {query.question for query in asked.queries} == set(SimQuestion)


def test_a_sum_of_class_c_asks_whatever_the_policy_calls_large(scene: Scene, asked: KeepingNetwork) -> None:
    policy = vn_bank()
    dear = replace(policy.parameters.asking, sim_from=Vnd(10**12))
    policy = replace(policy, parameters=replace(policy.parameters, asking=dear))
    command = with_phone(scene.payment(60_000_000))
    gather([sim_asked(command, policy)], scene.service, left=None)
    assert asked.queries
    asked.queries.clear()
    gather([sim_asked(with_phone(scene.payment(9_000_000)), policy)], scene.service, left=None)
    assert asked.queries == []


def test_the_subscriber_is_asked_for_since_the_account_was_bound(scene: Scene, asked: KeepingNetwork) -> None:
    scene.bind()
    scene.clock.wait(days=200)
    ask(scene)
    assert {query.since for query in asked.queries} == {date(2026, 3, 5)}


def test_a_binding_that_is_not_relied_on_dates_nothing(scene: Scene, asked: KeepingNetwork) -> None:
    made = scene.bind()
    change = Change(at=scene.clock.now())
    scene.store.bindings.change(scene.request(), made.name, lambda one: suspend(one, change))
    ask(scene)
    assert {query.since for query in asked.queries} == {date(2025, 12, 5)}


def test_without_a_number_nobody_is_asked(scene: Scene, asked: KeepingNetwork) -> None:
    assert ask(scene, "") == [NO_SIM]
    assert asked.within == []


def test_without_operators_the_facts_say_that_nobody_was_asked(scene: Scene) -> None:
    assert ask(scene) == [NO_SIM]


@pytest.mark.parametrize(
    ("left", "within"),
    [
        (timedelta(seconds=2), timedelta(seconds=1.5)),
        (timedelta(milliseconds=300), timedelta(milliseconds=300) - RESERVE),
        (timedelta(0), -RESERVE),
        (None, UNTOLD),
    ],
)
def test_the_time_of_the_ledger_is_not_given_away(
    scene: Scene, asked: KeepingNetwork, left: timedelta | None, within: timedelta
) -> None:
    gather([about(scene)], scene.service, left=left)
    assert asked.within == [within]


def test_several_payments_are_asked_about_in_one_go(scene: Scene, asked: KeepingNetwork) -> None:
    payments = [about(scene, phone) for phone in (SWAPPED, "", OF_TWO)]
    facts = gather(payments, scene.service, left=None)
    assert len(asked.within) == 1
    assert [one is NO_SIM for one in facts] == [False, True, False]
    assert facts[2].swap.at == NOON - timedelta(days=4)


# --- with operators that are really asked --------------------------------------------------------------


def pay(scene: Scene, phone: str, amount: int = 4_000_000) -> Answer:
    return scene.ask(with_phone(scene.payment(amount), phone))


def test_a_sim_swapped_two_hours_ago_holds_the_payment(scene: Scene, played: Played) -> None:
    scene.bind()
    answered = pay(scene, SWAPPED)
    assert judged(answered) == ("HOLD", "B")
    assert because(answered) == {"SIM_SWAPPED_RECENTLY"}
    assert scene.stored(answered).facts.sim.swap == played.ask(SWAPPED)


def test_a_number_with_a_new_subscriber_holds_the_payment(scene: Scene, played: Played) -> None:
    scene.bind()
    assert because(pay(scene, RECYCLED)) == {"NUMBER_RECYCLED"}


def test_a_number_to_which_nothing_happened_changes_nothing(scene: Scene, played: Played) -> None:
    scene.bind()
    assert judged(pay(scene, QUIET)) == ("ALLOW", "B")
    assert sorted(played.outcomes()) == ["not_observed", "not_observed", "observed", "observed"]


def test_the_number_is_in_no_record(scene: Scene, played: Played) -> None:
    scene.bind()
    pay(scene, SWAPPED)
    found = scene.store.ledger.page(scene.payment().caller.relying_party_id, after=0, limit=10)
    assert all(SWAPPED.encode() not in one.record for one in found)
    assert [read_record(one.record).facts.sim.swap.state for one in found] == [SignalState.OBSERVED]


def test_a_dry_run_asks_as_the_real_one_does(scene: Scene, played: Played) -> None:
    scene.bind()
    assert because(scene.ask(replace(with_phone(scene.payment()), validate_only=True))) == {
        "SIM_SWAPPED_RECENTLY"
    }


def test_a_batch_asks_about_every_item_and_once_about_a_number(scene: Scene, played: Played) -> None:
    scene.bind()
    phones = [SWAPPED, QUIET, SWAPPED, ""]
    commands = [with_phone(scene.payment(), phone) for phone in phones]
    results = verify_batch(commands, scene.service, timeout=timedelta(seconds=30))
    outcomes = [judged(one)[0] for one in results if isinstance(one, Answer)]
    assert outcomes == ["HOLD", "ALLOW", "HOLD", "ALLOW"]
    assert len(played.outcomes()) == 2 * len(SimQuestion)


def test_who_waits_for_an_operator_keeps_nobody_else_waiting(scene: Scene, asked: KeepingNetwork) -> None:
    commands = [with_phone(scene.payment()), scene.payment()]
    asking, other = verify_together(commands, scene.service, timeouts=[timedelta(seconds=30)] * 2)
    assert (asking, asked.queries) == (None, [])
    assert isinstance(other, Answer)


def test_a_caller_who_may_not_ask_learns_nothing_from_operators(scene: Scene, played: Played) -> None:
    with pytest.raises(NotPermittedError):
        scene.ask(with_phone(scene.payment(caller=OTHER_BANK)))
    assert played.one.asked == []
