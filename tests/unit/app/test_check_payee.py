"""CheckPayee: who may ask, what it costs, how long it takes, what it tells."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from builders.payees import AN, KeepingDirectory
from builders.service import BANK, NOON, OTHER_BANK, SHOP, Scene, scene_in
from eidgate.app.check_payee import CUT_OFF, CheckPayee, PayeeChecked, check_payee
from eidgate.app.gathering import RESERVE
from eidgate.app.payee_budget import CLOSE_COST
from eidgate.core.binding.payee import PayeeResult, PayeeWhy
from eidgate.core.binding.registration import UNAVAILABLE, AccountStanding, Registration
from eidgate.core.errors import (
    BudgetSpentError,
    InvalidCommandError,
    NotPermittedError,
)
from eidgate.core.relying_party import Quota, RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import Instrument, InstrumentKind, Masked
from eidgate.ports.look_ups import HIT_COST, MISS_COST
from eidgate.simulator.world import HOTLINE, OPERATOR, PLATFORM, POLICE, RISK_TEAM, WALLET


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as made:
        yield made


@pytest.fixture
def asked(scene: Scene) -> KeepingDirectory:
    directory = KeepingDirectory()
    scene.service = replace(scene.service, payee_directory=directory)
    return directory


def checked(
    scene: Scene,
    given: str = "Nguyễn Văn Giả Định",
    *,
    caller: RelyingParty = BANK,
    timeout: timedelta | None = None,
    **changes: object,
) -> PayeeChecked:
    command = CheckPayee(caller=caller, payee=scene.payee, given=Masked(given))
    return check_payee(replace(command, **changes), scene.service, timeout=timeout)  # type: ignore[arg-type]  # a test names fields freely


def left(scene: Scene, caller: RelyingParty = BANK) -> int:
    return scene.service.payee_checks.take(caller, 0).left


def test_the_answer_says_result_why_codes_and_age(scene: Scene, asked: KeepingDirectory) -> None:
    told = checked(scene)
    assert (told.check.result, told.check.why) == (PayeeResult.MATCH, PayeeWhy.MARKS_DROPPED)
    assert (told.payee, told.codes.vop, told.bank) == (scene.payee, "MTCH", "")
    assert (told.check.as_of, told.at) == (AN.as_of, NOON)
    assert asked.payees == [scene.payee]


def test_a_bank_of_the_public_list_is_named(scene: Scene, asked: KeepingDirectory) -> None:
    assert checked(scene, payee=replace(scene.payee, institution="970436")).bank == "Vietcombank"


@pytest.mark.parametrize("caller", [BANK, OTHER_BANK, WALLET, SHOP])
def test_whoever_pays_or_sells_may_check_anybodys_account(
    scene: Scene, asked: KeepingDirectory, caller: RelyingParty
) -> None:
    assert checked(scene, caller=caller).check.result is PayeeResult.MATCH


@pytest.mark.parametrize("caller", [OPERATOR, PLATFORM, HOTLINE, POLICE, RISK_TEAM])
def test_nobody_else_may(scene: Scene, asked: KeepingDirectory, caller: RelyingParty) -> None:
    with pytest.raises(NotPermittedError):
        checked(scene, caller=caller)
    assert asked.payees == []


def test_a_number_cannot_be_paid(scene: Scene, asked: KeepingDirectory) -> None:
    sim = Instrument(kind=InstrumentKind.SIM, institution="operator-one", number="+84912345678")
    with pytest.raises(InvalidCommandError, match=r"payee\.kind"):
        checked(scene, payee=sim)


@pytest.mark.parametrize(
    ("timeout", "within"),
    [
        (None, CUT_OFF),
        (timedelta(seconds=5), CUT_OFF),
        (timedelta(milliseconds=500), timedelta(milliseconds=500) - RESERVE),
    ],
)
def test_a_bank_is_waited_for_until_the_cut_off_or_the_callers_deadline(
    scene: Scene, asked: KeepingDirectory, timeout: timedelta | None, within: timedelta
) -> None:
    checked(scene, timeout=timeout)
    assert asked.within == [within]
    assert timedelta(seconds=1) - RESERVE == CUT_OFF


def test_a_bank_that_does_not_answer_is_unavailable_and_shows_nothing(
    scene: Scene, asked: KeepingDirectory
) -> None:
    asked.told = UNAVAILABLE
    told = checked(scene)
    assert (told.check.result, told.check.why) == (PayeeResult.UNAVAILABLE, PayeeWhy.BANK_UNAVAILABLE)
    assert (told.check.shown, told.check.as_of, told.check.score) == (Masked(""), None, 0)


def test_without_any_bank_nobody_is_asked(scene: Scene) -> None:
    assert checked(scene).check.why is PayeeWhy.BANK_NOT_ASKED


def test_a_bank_tells_about_its_own_accounts_and_nobody_is_asked(
    scene: Scene, asked: KeepingDirectory
) -> None:
    told = checked(scene, payee=scene.world.account(5), registered=AN)
    assert told.check.result is PayeeResult.MATCH
    assert asked.payees == []


@pytest.mark.parametrize("caller", [BANK, SHOP])
def test_a_word_about_anybody_elses_account_is_refused(
    scene: Scene, asked: KeepingDirectory, caller: RelyingParty
) -> None:
    with pytest.raises(InvalidCommandError, match="registration"):
        checked(scene, caller=caller, registered=AN)


@pytest.mark.parametrize(
    ("given", "result", "cost"),
    [
        ("Nguyễn Văn Giả Định", PayeeResult.MATCH, HIT_COST),
        ("Nguyễn Giả Định", PayeeResult.CLOSE, CLOSE_COST),
        ("Trần Thị Bịa", PayeeResult.NO_MATCH, MISS_COST),
    ],
)
def test_a_guess_costs_more_than_a_name_that_was_known(
    scene: Scene, asked: KeepingDirectory, given: str, result: PayeeResult, cost: int
) -> None:
    before = left(scene)
    assert checked(scene, given).check.result is result
    assert before - left(scene) == cost


def test_an_account_that_does_not_exist_costs_as_a_guess(scene: Scene, asked: KeepingDirectory) -> None:
    asked.told = Registration(standing=AccountStanding.UNKNOWN, as_of=NOON)
    before = left(scene)
    checked(scene)
    assert before - left(scene) == MISS_COST


def test_an_outage_costs_no_more_than_a_match(scene: Scene, asked: KeepingDirectory) -> None:
    asked.told = UNAVAILABLE
    before = left(scene)
    checked(scene)
    assert before - left(scene) == HIT_COST


def test_nobody_finds_out_anything_about_their_own_accounts(scene: Scene, asked: KeepingDirectory) -> None:
    before = left(scene, OTHER_BANK)
    assert checked(scene, "Trần Thị Bịa", caller=OTHER_BANK).check.result is PayeeResult.NO_MATCH
    assert before - left(scene, OTHER_BANK) == HIT_COST


def test_who_guesses_is_out_of_budget_soon_and_asks_nobody_any_more(
    scene: Scene, asked: KeepingDirectory
) -> None:
    poor = replace(BANK, quota=Quota(per_second=1.0, burst=3))
    for _ in range(3):
        checked(scene, "Trần Thị Bịa", caller=poor)
    with pytest.raises(BudgetSpentError) as caught:
        checked(scene, caller=poor)
    assert len(asked.payees) == 3
    scene.clock.wait(seconds=caught.value.after.total_seconds())
    assert checked(scene, caller=poor).check.result is PayeeResult.MATCH
