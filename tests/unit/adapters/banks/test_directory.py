"""All banks as one directory: who is asked, what is remembered, and who waits for whom."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from builders.banks import (
    ANOTHER,
    CLOSED,
    COMPANY,
    NOBODY,
    NOT_TOLD,
    OPTED_OUT,
    PATIENT,
    PERSON,
    PERSON_NAME,
    WORLD,
    PlayedBanks,
    banks,
)
from builders.service import NOON, SetClock
from eidgate.core.binding.registration import NOT_ASKED, UNAVAILABLE, AccountStanding
from eidgate.core.shape import replace
from eidgate.core.terms import CustomerKind, Instrument, Masked
from eidgate.simulator.account_names import SHOP_NAME
from eidgate.simulator.bank_server import BankBehaviour
from eidgate.simulator.certificates import Certificates
from eidgate.simulator.world import BANK, WALLET


def test_an_account_is_registered_to_its_customer(played: PlayedBanks) -> None:
    told = played.ask()
    assert (told.standing, told.kind, told.as_of) == (AccountStanding.OPEN, CustomerKind.INDIVIDUAL, NOON)
    assert told.name == Masked(PERSON_NAME.upper())
    company = played.ask(COMPANY)
    assert (company.name, company.kind) == (Masked(SHOP_NAME), CustomerKind.ORGANISATION)
    assert played.watching.outcomes == ["open", "open"]


@pytest.mark.parametrize(
    ("payee", "standing"),
    [
        (NOBODY, AccountStanding.UNKNOWN),
        (CLOSED, AccountStanding.CLOSED),
        (OPTED_OUT, AccountStanding.OPTED_OUT),
        (NOT_TOLD, AccountStanding.NOT_SUPPORTED),
    ],
)
def test_an_account_without_a_name_says_why(
    played: PlayedBanks, payee: Instrument, standing: AccountStanding
) -> None:
    told = played.ask(payee)
    assert (told.standing, told.name) == (standing, Masked(""))


def test_nobody_is_asked_about_an_institution_that_is_not_configured(played: PlayedBanks) -> None:
    assert played.ask(replace(PERSON, institution=WALLET.institution)) == NOT_ASKED
    assert played.watching.outcomes == []


def test_answers_come_in_the_order_of_the_questions_from_both_banks(played: PlayedBanks) -> None:
    here = WORLD.account(5, bank=BANK)
    told = played.directory.begin([NOBODY, here, PERSON], within=PATIENT)()
    assert [one.standing for one in told] == [
        AccountStanding.UNKNOWN,
        AccountStanding.OPEN,
        AccountStanding.OPEN,
    ]
    assert told[1].name == Masked(WORLD.customer(5).citizen.full_name.upper())


def test_an_answer_is_told_again_with_its_age_and_then_asked_for_anew(
    played: PlayedBanks, clock: SetClock
) -> None:
    first = played.ask()
    clock.wait(minutes=9)
    assert played.ask() == first
    assert played.watching.ages == [timedelta(minutes=9)]
    clock.wait(minutes=2)
    assert played.ask().as_of == clock.now()
    assert played.servers[PERSON.institution].asked == 2


def test_what_is_remembered_is_told_without_any_time(played: PlayedBanks) -> None:
    assert played.ask(within=timedelta(0)) == UNAVAILABLE
    assert played.watching.outcomes == []
    played.ask()
    assert played.ask(within=timedelta(seconds=-1)).standing is AccountStanding.OPEN


def test_an_outage_is_not_remembered(played: PlayedBanks) -> None:
    played.behave(BankBehaviour.FAILS)
    assert played.ask() == UNAVAILABLE
    played.behave(BankBehaviour.WELL)
    assert played.ask().standing is AccountStanding.OPEN


def test_two_who_ask_about_one_account_share_a_call(played: PlayedBanks) -> None:
    played.behave(BankBehaviour.LATE)
    waiting = [played.directory.begin([PERSON, PERSON], within=PATIENT) for _ in range(2)]
    assert {one.standing for wait in waiting for one in wait()} == {AccountStanding.OPEN}
    assert played.servers[PERSON.institution].asked == 1


def test_who_leaves_early_does_not_spoil_the_answer_for_the_next(played: PlayedBanks) -> None:
    played.behave(BankBehaviour.LATE)
    hurried = played.directory.begin([PERSON], within=timedelta(milliseconds=50))
    patient = played.directory.begin([PERSON], within=PATIENT)
    assert hurried() == [UNAVAILABLE]
    assert patient()[0].standing is AccountStanding.OPEN
    assert played.ask(within=timedelta(0)).standing is AccountStanding.OPEN


@pytest.fixture
def one_caller(certificates: Certificates, clock: SetClock) -> Iterator[PlayedBanks]:
    with banks(certificates, clock, callers=1, connections=1) as made:
        yield made


def test_a_bank_that_hangs_holds_a_few_callers_and_no_other_bank(one_caller: PlayedBanks) -> None:
    one_caller.behave(BankBehaviour.HANGS)
    with ThreadPoolExecutor(1) as threads:
        held = threads.submit(one_caller.ask, PERSON, within=timedelta(seconds=5))
        while not one_caller.watching.sheds:
            assert one_caller.ask(ANOTHER, within=timedelta(milliseconds=20)) == UNAVAILABLE
        assert one_caller.ask(WORLD.account(5, bank=BANK)).standing is AccountStanding.OPEN
        assert not held.done()
        one_caller.servers[PERSON.institution].ending.set()
        held.result()
    assert set(one_caller.watching.sheds) == {"callers"}


def test_after_the_end_nobody_is_asked(played: PlayedBanks) -> None:
    played.directory.close()
    assert played.ask() == UNAVAILABLE
    assert played.watching.outcomes == []
