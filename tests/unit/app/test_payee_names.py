"""The payee's name in decisions: whom it is asked about, what becomes of it, and what does not."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from builders.operators import QUIET
from builders.payees import KeepingDirectory, NotingNetwork, registered
from builders.service import BANK, NOON, OTHER_BANK, OTP, Scene, because, judged, reasons, scene_in
from eidgate.app.answer import Answer
from eidgate.app.verify_batch import verify_batch
from eidgate.app.verify_together import verify_together
from eidgate.app.verify_transaction import VerifyTransaction, verify_transaction
from eidgate.core.binding.names.grade import NameGrade
from eidgate.core.binding.payee import PayeeWhy
from eidgate.core.binding.registration import (
    NOT_ASKED,
    NOT_PERMITTED,
    UNAVAILABLE,
    AccountStanding,
    Registration,
)
from eidgate.core.errors import InvalidCommandError
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.relying_party import Quota
from eidgate.core.risk.facts import NO_NAME
from eidgate.core.shape import replace
from eidgate.core.terms import Masked, TransactionKind, Vnd
from eidgate.core.transparency.canonical import canonical

LARGE = 30_000_000
FROM = 500_000  # the policy's `payee_name_from`


FITS, NEARLY, ANOTHERS = registered("LE VI DU 77"), registered("LE DU VI 77"), registered("TRAN THI BIA")


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as made:
        made.bind()
        yield made


@pytest.fixture
def asked(scene: Scene) -> KeepingDirectory:
    directory = KeepingDirectory(FITS)
    scene.service = replace(scene.service, payee_directory=directory)
    return directory


def signed(scene: Scene, amount: int = LARGE, **changes: object) -> VerifyTransaction:
    assertion = scene.sign(scene.transaction(Vnd(amount), **changes))
    return scene.payment(amount, OTP, assertion, **changes)  # type: ignore[arg-type]  # see payment


def test_a_name_that_fits_is_a_fact_and_no_finding(scene: Scene, asked: KeepingDirectory) -> None:
    answered = scene.ask(signed(scene))
    assert judged(answered) == ("ALLOW", "C")
    found = answered.record.facts.payee_name
    assert (found.reading.state, found.grade, found.why) == (
        SignalState.OBSERVED,
        NameGrade.MATCH,
        PayeeWhy.MARKS_DROPPED,
    )
    assert found.reading.as_of == NOON


@pytest.mark.parametrize(
    ("told", "outcome", "reason"),
    [
        (NEARLY, "STEP_UP", Reason.PAYEE_NAME_CLOSE),
        (ANOTHERS, "HOLD", Reason.PAYEE_NAME_MISMATCH),
        (
            Registration(standing=AccountStanding.UNKNOWN, as_of=NOON),
            "HOLD",
            Reason.PAYEE_NAME_MISMATCH,
        ),
    ],
)
def test_another_name_stops_as_the_policy_says(
    scene: Scene, asked: KeepingDirectory, told: Registration, outcome: str, reason: Reason
) -> None:
    asked.told = told
    answered = scene.ask(signed(scene))
    assert judged(answered) == (outcome, "C")
    assert reason in because(answered)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (UNAVAILABLE, SignalState.UNAVAILABLE),
        (NOT_PERMITTED, SignalState.NOT_PERMITTED),
        (Registration(standing=AccountStanding.OPTED_OUT, as_of=NOON), SignalState.NOT_PERMITTED),
        (Registration(standing=AccountStanding.SWITCHED, as_of=NOON), SignalState.UNAVAILABLE),
    ],
)
def test_a_name_that_was_not_told_is_a_gap_that_is_found(
    scene: Scene, asked: KeepingDirectory, told: Registration, state: SignalState
) -> None:
    asked.told = told
    answered = scene.ask(signed(scene))
    assert answered.record.facts.payee_name.reading.state is state
    assert Reason.PAYEE_NAME_UNKNOWN in reasons(answered)


@pytest.mark.parametrize("told", [NOT_ASKED, Registration(standing=AccountStanding.NOT_SUPPORTED)])
def test_a_bank_that_tells_nobody_does_not_watch(
    scene: Scene, asked: KeepingDirectory, told: Registration
) -> None:
    asked.told = told
    answered = scene.ask(signed(scene))
    assert answered.record.facts.payee_name.reading.state is SignalState.NOT_MONITORED
    assert Reason.PAYEE_NAME_UNKNOWN not in reasons(answered)


def test_no_name_is_ever_in_a_record(scene: Scene, asked: KeepingDirectory) -> None:
    asked.told = NEARLY
    answered = scene.ask(signed(scene))
    kept = canonical(scene.stored(answered)).decode().casefold()
    assert "le du vi" not in kept
    assert "lê ví dụ" not in kept
    assert '"grade":"close"' in kept


@pytest.mark.parametrize(
    ("amount", "changes"),
    [
        (FROM - 1, {}),
        (LARGE, {"payee_name": Masked("")}),
        (LARGE, {"kind": TransactionKind.TRANSFER_OWN}),
        (LARGE, {"kind": TransactionKind.CASH_WITHDRAWAL, "payee": None}),
        (LARGE, {"kind": TransactionKind.LIMIT_CHANGE, "payee": None}),
    ],
)
def test_nobody_is_asked_where_it_does_not_matter(
    scene: Scene, asked: KeepingDirectory, amount: int, changes: dict[str, object]
) -> None:
    answered = scene.ask(scene.payment(amount, OTP, **changes))  # type: ignore[arg-type]  # see payment
    assert answered.record.facts.payee_name == NO_NAME
    assert asked.payees == []


def test_from_the_policys_amount_on_the_bank_is_asked(scene: Scene, asked: KeepingDirectory) -> None:
    scene.ask(scene.payment(FROM))
    assert asked.payees == [scene.payee]


def test_a_bank_tells_about_its_own_account_at_any_amount(scene: Scene, asked: KeepingDirectory) -> None:
    own = scene.world.account(5)
    command = replace(scene.payment(1_000, OTP, payee=own), registered=ANOTHERS)
    answered = scene.ask(command)
    assert Reason.PAYEE_NAME_MISMATCH in reasons(answered)
    assert asked.payees == []


def test_a_word_about_anothers_account_is_refused(scene: Scene, asked: KeepingDirectory) -> None:
    with pytest.raises(InvalidCommandError, match="payee_registration"):
        scene.ask(replace(scene.payment(), registered=FITS))


def test_a_batch_asks_about_every_payee_at_once_and_each_gets_its_own(
    scene: Scene, asked: KeepingDirectory
) -> None:
    other = scene.world.account(78, bank=OTHER_BANK)
    commands = [signed(scene), scene.payment(1_000), signed(scene, payee=other), scene.payment(FROM)]
    results = verify_batch(commands, scene.service)
    found = [one.record.facts.payee_name.grade for one in results if isinstance(one, Answer)]
    assert found == [NameGrade.MATCH, None, NameGrade.MATCH, NameGrade.MATCH]
    assert asked.payees == [scene.payee, other, scene.payee]
    assert len(asked.within) == 1


def test_who_waits_for_a_payees_bank_keeps_nobody_else_waiting(scene: Scene, asked: KeepingDirectory) -> None:
    commands = [scene.payment(50_000_000), scene.payment(20_000)]
    asking, other = verify_together(commands, scene.service, timeouts=[timedelta(seconds=30)] * 2)
    assert (asking, asked.payees) == (None, [])
    assert isinstance(other, Answer)


def test_the_bank_has_the_time_that_operators_have(scene: Scene, asked: KeepingDirectory) -> None:
    verify_transaction(signed(scene), scene.service, timeout=timedelta(seconds=2))
    assert timedelta(seconds=1) < asked.within[0] <= timedelta(seconds=1.5)


def test_who_has_guessed_too_much_learns_nothing_from_decisions_either(
    scene: Scene, asked: KeepingDirectory
) -> None:
    asked.told = ANOTHERS
    poor = replace(BANK, quota=Quota(per_second=0.001, burst=1))
    first, second = (scene.ask(replace(scene.payment(), caller=poor)) for _ in range(2))
    assert Reason.PAYEE_NAME_MISMATCH in reasons(first)
    assert second.record.facts.payee_name.reading.state is SignalState.NOT_PERMITTED
    assert len(asked.payees) == 1


def test_the_payers_number_is_asked_about_at_the_same_time(scene: Scene, asked: KeepingDirectory) -> None:
    """Names are begun before the operators are asked, and waited for after."""
    network = NotingNetwork(asked.order)
    scene.service = replace(scene.service, sim_network=network)
    command = signed(scene)
    scene.ask(replace(command, context=replace(command.context, phone=Masked(QUIET))))
    assert asked.order == ["bank asked", "operator asked and waited for", "bank waited for"]
