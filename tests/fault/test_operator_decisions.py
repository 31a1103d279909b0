"""Decisions while an operator misbehaves: they say so, keep to their time, and leave other payments alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from builders.operators import OF_TWO, QUIET, Played, operators
from builders.service import OTP, Scene, judged, reasons, scene_in
from eidgate.app.answer import Answer
from eidgate.app.verify_batch import verify_batch
from eidgate.app.verify_transaction import VerifyTransaction, verify_transaction
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.shape import replace
from eidgate.core.terms import Masked, Vnd
from eidgate.simulator.operator_server import Behaviour

DEADLINE = timedelta(seconds=3)
LONGER = timedelta(seconds=8)
LARGE = 30_000_000
BAD = sorted(set(Behaviour) - {Behaviour.WELL})


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as made:
        made.bind()
        yield made


@pytest.fixture
def hanging(tmp_path: Path, scene: Scene) -> Iterator[Played]:
    """Operator one may take 20 s for an answer; no caller here has that much time."""
    with operators(tmp_path, clock=scene.clock) as made:
        scene.service = replace(scene.service, sim_network=made.built.network)
        yield made


def payment(scene: Scene, phone: str = QUIET, amount: int = LARGE) -> VerifyTransaction:
    assertion = scene.sign(scene.transaction(Vnd(amount)))
    command = scene.payment(amount, OTP, assertion)
    return replace(command, context=replace(command.context, phone=Masked(phone)))


def swap_state(answered: Answer) -> SignalState:
    return answered.record.facts.sim.swap.state


@pytest.mark.parametrize("behaviour", BAD)
def test_a_class_c_payment_steps_up_and_says_why(scene: Scene, hanging: Played, behaviour: Behaviour) -> None:
    hanging.behave(behaviour)
    answered = verify_transaction(payment(scene), scene.service, timeout=DEADLINE)
    assert judged(answered) == ("STEP_UP", "C")
    assert Reason.SIM_HISTORY_UNKNOWN in reasons(answered)
    assert swap_state(answered) is SignalState.UNAVAILABLE
    assert scene.stored(answered).facts == answered.record.facts


def test_the_same_payment_is_allowed_when_the_operator_answers(scene: Scene, hanging: Played) -> None:
    answered = verify_transaction(payment(scene), scene.service, timeout=DEADLINE)
    assert judged(answered) == ("ALLOW", "C")


def test_a_decision_is_made_while_the_operator_still_hangs(scene: Scene, hanging: Played) -> None:
    """No clock is looked at: the answer is there, and the operator's is not."""
    hanging.behave(Behaviour.HANGS)
    verify_transaction(payment(scene), scene.service, timeout=DEADLINE)
    assert hanging.outcomes() == []


def test_payments_of_other_operators_go_on_beside_one_that_hangs(scene: Scene, hanging: Played) -> None:
    hanging.behave(Behaviour.HANGS)
    with ThreadPoolExecutor(1) as threads:
        stuck = threads.submit(
            verify_transaction, payment(scene), scene.service, timeout=timedelta(seconds=5)
        )
        answered = [
            verify_transaction(
                payment(scene, OF_TWO[:-4] + "0001", 4_000_000), scene.service, timeout=DEADLINE
            )
            for _ in range(3)
        ]
        assert not stuck.done()
        assert [judged(one)[0] for one in answered] == ["ALLOW"] * 3
        assert swap_state(stuck.result()) is SignalState.UNAVAILABLE


def test_payments_without_a_number_do_not_notice(scene: Scene, hanging: Played) -> None:
    hanging.behave(Behaviour.HANGS)
    assert judged(verify_transaction(scene.payment(), scene.service, timeout=DEADLINE)) == ("ALLOW", "B")
    assert hanging.one.asked == []


def test_a_batch_whose_operator_hangs_is_decided_item_by_item(scene: Scene, hanging: Played) -> None:
    hanging.behave(Behaviour.HANGS)
    commands = [payment(scene, phone) for phone in (QUIET, "+84711000005", OF_TWO)]
    results = verify_batch(commands, scene.service, timeout=DEADLINE)
    states = [swap_state(one) for one in results if isinstance(one, Answer)]
    assert states == [SignalState.UNAVAILABLE, SignalState.UNAVAILABLE, SignalState.OBSERVED]


def test_an_outage_after_an_answer_shows_the_answer_as_stale(scene: Scene, hanging: Played) -> None:
    assert swap_state(verify_transaction(payment(scene), scene.service, timeout=DEADLINE)) is (
        SignalState.OBSERVED
    )
    scene.clock.wait(minutes=10)
    hanging.behave(Behaviour.FAILS)
    sim = verify_transaction(payment(scene), scene.service, timeout=DEADLINE).record.facts.sim
    assert (sim.swap.state, sim.forwarding.state) == (SignalState.OBSERVED, SignalState.STALE)
    assert sim.forwarding.as_of == scene.clock.now() - timedelta(minutes=10)
