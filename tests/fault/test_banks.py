"""A payee's bank hangs, lies, fails, refuses, answers late and goes away: every answer says so, in time.

It is an HTTPS server behind mutual TLS. That a call returns at all while it hangs, with its own word for
what went wrong, shows that nothing of the bank's holds it.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from builders.banks import (
    ANOTHER,
    PERSON,
    PERSON_NAME,
    WORLD,
    PlayedBanks,
    banks,
    certificates_in,
)
from builders.operators import QUIET, Played, operators
from builders.service import OTP, Scene, because, judged, reasons, scene_in
from eidgate.adapters.outside.breaker import FAILURES, BreakerState
from eidgate.app.answer import Answer
from eidgate.app.check_payee import CheckPayee, check_payee
from eidgate.app.verify_batch import verify_batch
from eidgate.app.verify_transaction import VerifyTransaction, verify_transaction
from eidgate.core.binding.payee import PayeeResult, PayeeWhy
from eidgate.core.binding.registration import NOT_PERMITTED, UNAVAILABLE, AccountStanding
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.shape import replace
from eidgate.core.terms import Masked, Vnd
from eidgate.simulator.bank_server import BankBehaviour
from eidgate.simulator.certificates import Certificates
from eidgate.simulator.operator_server import Behaviour
from eidgate.simulator.world import BANK

DEADLINE = timedelta(seconds=3)
LARGE = 30_000_000

FAULTS = {
    BankBehaviour.FAILS: "failed",
    BankBehaviour.OVERLOADED: "overloaded",
    BankBehaviour.GARBAGE: "malformed",
    BankBehaviour.NAMELESS: "malformed",
    BankBehaviour.ANOTHERS: "malformed",
    BankBehaviour.LIES_ABOUT_TYPE: "malformed",
    BankBehaviour.FROM_THE_FUTURE: "malformed",
    BankBehaviour.HANGS_UP: "unreachable",
}
BAD = sorted(set(BankBehaviour) - {BankBehaviour.WELL, BankBehaviour.LATE, BankBehaviour.REFUSES})


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates_in(tmp_path_factory.mktemp("banks"))


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as made:
        made.bind()
        yield made


@pytest.fixture
def played(scene: Scene, certificates: Certificates) -> Iterator[PlayedBanks]:
    """Banks that may take 20 s for an answer; no caller here has that much time."""
    with banks(certificates, scene.clock) as made:
        scene.service = replace(scene.service, payee_directory=made.directory)
        yield made


def payment(scene: Scene, amount: int = LARGE, **changes: object) -> VerifyTransaction:
    named = {"payee": PERSON, "payee_name": Masked(PERSON_NAME)} | changes
    assertion = scene.sign(scene.transaction(Vnd(amount), **named))
    return scene.payment(amount, OTP, assertion, **named)  # type: ignore[arg-type]  # see payment


def checked(scene: Scene) -> tuple[PayeeResult, PayeeWhy]:
    command = CheckPayee(caller=BANK, payee=PERSON, given=Masked(PERSON_NAME))
    check = check_payee(command, scene.service, timeout=DEADLINE).check
    return check.result, check.why


# --- the directory -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("behaviour", "outcome"), FAULTS.items())
def test_a_fault_is_unavailable_never_a_name(
    played: PlayedBanks, behaviour: BankBehaviour, outcome: str
) -> None:
    played.behave(behaviour)
    assert played.ask() == UNAVAILABLE
    assert played.watching.outcomes == [outcome]


def test_a_bank_that_hangs_is_given_up_at_its_own_time(scene: Scene, certificates: Certificates) -> None:
    with banks(certificates, scene.clock, timeout_seconds=0.1) as made:
        made.behave(BankBehaviour.HANGS)
        assert made.ask() == UNAVAILABLE
        assert made.watching.outcomes == ["timeout"]


def test_a_late_answer_counts_while_there_is_time_and_not_after(played: PlayedBanks) -> None:
    played.behave(BankBehaviour.LATE)
    assert played.ask(within=timedelta(milliseconds=50)) == UNAVAILABLE
    assert played.ask().standing is AccountStanding.OPEN


def test_a_refusal_is_told_as_one_and_is_no_outage(played: PlayedBanks) -> None:
    played.behave(BankBehaviour.REFUSES)
    for _ in range(FAILURES + 1):
        assert played.ask() == NOT_PERMITTED
    assert BreakerState.OPEN not in played.watching.states


def test_a_relying_partys_certificate_opens_nothing(scene: Scene, certificates: Certificates) -> None:
    with banks(certificates, scene.clock, as_party=str(BANK.relying_party_id)) as made:
        assert made.ask() == NOT_PERMITTED


def test_who_does_not_answer_is_not_asked_for_a_while(played: PlayedBanks) -> None:
    played.behave(BankBehaviour.FAILS)
    for _ in range(FAILURES + 2):
        assert played.ask() == UNAVAILABLE
    assert len(played.watching.outcomes) == FAILURES
    assert (played.watching.states[-1], played.watching.sheds) == (BreakerState.OPEN, ["breaker"] * 2)
    assert played.ask(WORLD.account(5)).standing is AccountStanding.OPEN  # the other bank


def test_a_name_that_was_told_before_outlives_the_bank_for_its_time(
    played: PlayedBanks, scene: Scene
) -> None:
    first = played.ask()
    played.behave(BankBehaviour.FAILS)
    assert played.ask() == first
    scene.clock.wait(minutes=11)
    assert played.ask() == UNAVAILABLE


# --- what CheckPayee says ----------------------------------------------------------------------------------


def test_a_check_of_a_bank_that_answers_matches(scene: Scene, played: PlayedBanks) -> None:
    assert checked(scene) == (PayeeResult.MATCH, PayeeWhy.SAME)


@pytest.mark.parametrize("behaviour", BAD)
def test_a_check_is_unavailable_whatever_the_bank_does(
    scene: Scene, played: PlayedBanks, behaviour: BankBehaviour
) -> None:
    played.behave(behaviour)
    assert checked(scene) == (PayeeResult.UNAVAILABLE, PayeeWhy.BANK_UNAVAILABLE)


def test_a_check_returns_while_the_bank_still_hangs(scene: Scene, played: PlayedBanks) -> None:
    """No clock is looked at: the answer is there, and the bank's is not."""
    played.behave(BankBehaviour.HANGS)
    assert checked(scene)[0] is PayeeResult.UNAVAILABLE
    assert played.watching.outcomes == []


# --- what decisions say ------------------------------------------------------------------------------------


@pytest.mark.parametrize("behaviour", BAD)
def test_a_payment_is_decided_without_the_name_and_says_so(
    scene: Scene, played: PlayedBanks, behaviour: BankBehaviour
) -> None:
    played.behave(behaviour)
    answered = verify_transaction(payment(scene), scene.service, timeout=DEADLINE)
    assert judged(answered) == ("STEP_UP", "C")  # the shipped policy's word for the gap
    assert Reason.PAYEE_NAME_UNKNOWN in reasons(answered)
    assert answered.record.facts.payee_name.reading.state is SignalState.UNAVAILABLE
    assert scene.stored(answered).facts == answered.record.facts


def test_a_payment_to_the_name_that_a_check_found_needs_no_bank(scene: Scene, played: PlayedBanks) -> None:
    assert checked(scene)[0] is PayeeResult.MATCH
    played.behave(BankBehaviour.HANGS)
    scene.clock.wait(minutes=5)
    answered = verify_transaction(payment(scene), scene.service, timeout=DEADLINE)
    found = answered.record.facts.payee_name
    assert found.reading.state is SignalState.OBSERVED
    assert found.reading.as_of == scene.clock.now() - timedelta(minutes=5)
    assert played.watching.ages == [timedelta(minutes=5)]


def test_another_name_holds_the_payment(scene: Scene, played: PlayedBanks) -> None:
    command = payment(scene, payee_name=Masked("Phạm Bịa Đặt"))
    answered = verify_transaction(command, scene.service, timeout=DEADLINE)
    assert judged(answered) == ("HOLD", "C")
    assert because(answered) == {Reason.PAYEE_NAME_MISMATCH}


def test_payments_to_other_banks_go_on_beside_one_that_hangs(scene: Scene, played: PlayedBanks) -> None:
    played.behave(BankBehaviour.HANGS)
    with ThreadPoolExecutor(1) as threads:
        stuck = threads.submit(
            verify_transaction, payment(scene), scene.service, timeout=timedelta(seconds=5)
        )
        to_own = payment(scene, 4_000_000, payee=WORLD.account(5), payee_name=Masked(""))
        answered = verify_transaction(to_own, scene.service, timeout=DEADLINE)
        assert not stuck.done()
        assert judged(answered)[0] == "ALLOW"
        assert stuck.result().record.facts.payee_name.reading.state is SignalState.UNAVAILABLE


def test_a_batch_whose_payees_bank_hangs_is_decided_item_by_item(scene: Scene, played: PlayedBanks) -> None:
    played.ask(ANOTHER)
    played.behave(BankBehaviour.HANGS)
    commands = [payment(scene), payment(scene, payee=ANOTHER)]
    results = verify_batch(commands, scene.service, timeout=DEADLINE)
    states = [one.record.facts.payee_name.reading.state for one in results if isinstance(one, Answer)]
    assert states == [SignalState.UNAVAILABLE, SignalState.OBSERVED]


@pytest.fixture
def hanging_operators(tmp_path: Path, scene: Scene) -> Iterator[Played]:
    with operators(tmp_path, clock=scene.clock) as made:
        made.behave(Behaviour.HANGS)
        scene.service = replace(scene.service, sim_network=made.built.network)
        yield made


def test_an_operator_and_a_bank_that_hang_share_one_time(
    scene: Scene, played: PlayedBanks, hanging_operators: Played
) -> None:
    """Were they waited for one after the other, no time would be left for the ledger."""
    played.behave(BankBehaviour.HANGS)
    command = payment(scene)
    command = replace(command, context=replace(command.context, phone=Masked(QUIET)))
    answered = verify_transaction(command, scene.service, timeout=DEADLINE)
    assert answered.record.facts.payee_name.reading.state is SignalState.UNAVAILABLE
    assert answered.record.facts.sim.swap.state is SignalState.UNAVAILABLE
