"""Who may hold an account on which ground, for how much and for how long."""

from datetime import UTC, date, datetime, timedelta

import pytest

from builders.holds import AT
from eidgate.adapters.calendars import load_working_days
from eidgate.core.desk.hold import Ground
from eidgate.core.desk.hold_terms import check_amount, check_extension, check_ground, end_of
from eidgate.core.errors import InvalidCommandError, NotPermittedError, SourceUnavailableError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Vnd
from eidgate.simulator.world import BANK, OTHER_BANK, POLICE, WALLET

DAYS = load_working_days()
HOURS_72 = AT + timedelta(hours=72)
ORDER = "12/QD-CA"
INSTANT = timedelta(microseconds=1)


def number(ground: Ground) -> str:
    return ORDER if ground is Ground.AUTHORITY_ORDER else ""


@pytest.mark.parametrize("ground", Ground)
def test_who_keeps_the_account_may_use_every_ground(ground: Ground) -> None:
    check_ground(BANK, BANK.institution, ground, number(ground))


@pytest.mark.parametrize("caller", [BANK, WALLET])
@pytest.mark.parametrize("ground", Ground)
def test_another_institution_may_ask_for_what_terms_or_a_mistake_allow(
    caller: RelyingParty, ground: Ground
) -> None:
    if ground in (Ground.AGREEMENT, Ground.MISTAKEN_CREDIT):
        check_ground(caller, OTHER_BANK.institution, ground, "")
        return
    with pytest.raises(NotPermittedError):
        check_ground(caller, OTHER_BANK.institution, ground, number(ground))


@pytest.mark.parametrize("ground", Ground)
def test_an_authority_orders_and_nothing_else(ground: Ground) -> None:
    if ground is Ground.AUTHORITY_ORDER:
        check_ground(POLICE, OTHER_BANK.institution, ground, ORDER)
        return
    with pytest.raises(NotPermittedError):
        check_ground(POLICE, OTHER_BANK.institution, ground, "")


@pytest.mark.parametrize(("ground", "order"), [(Ground.AUTHORITY_ORDER, ""), (Ground.AGREEMENT, ORDER)])
def test_an_order_has_its_number_and_nothing_else_has_one(ground: Ground, order: str) -> None:
    with pytest.raises(InvalidCommandError) as error:
        check_ground(BANK, BANK.institution, ground, order)
    assert [one.field for one in error.value.violations] == ["order_number"]


def test_no_more_is_held_than_is_disputed() -> None:
    check_amount(Vnd(5), Vnd(5))
    with pytest.raises(InvalidCommandError):
        check_amount(Vnd(6), Vnd(5))


@pytest.mark.parametrize("ground", Ground)
def test_a_hold_ends_after_72_hours_unless_said_otherwise(ground: Ground) -> None:
    assert end_of(ground, None, DAYS, at=AT) == HOURS_72
    assert end_of(ground, HOURS_72, DAYS, at=AT) == HOURS_72


@pytest.mark.parametrize("ground", [one for one in Ground if one is not Ground.AML_POSTPONEMENT])
def test_no_hold_without_an_authoritys_extension_is_longer_than_72_hours(ground: Ground) -> None:
    with pytest.raises(InvalidCommandError) as error:
        end_of(ground, HOURS_72 + INSTANT, DAYS, at=AT)
    assert [one.field for one in error.value.violations] == ["expire_time"]


@pytest.mark.parametrize("wanted", [AT, AT - timedelta(days=1)])
def test_no_hold_ends_before_it_begins(wanted: datetime) -> None:
    with pytest.raises(InvalidCommandError):
        end_of(Ground.AGREEMENT, wanted, DAYS, at=AT)


def test_a_postponement_lasts_to_the_end_of_the_third_working_day() -> None:
    latest = datetime(2026, 3, 10, 17, tzinfo=UTC)  # Thursday 5 March: Friday, Monday, Tuesday to midnight
    assert end_of(Ground.AML_POSTPONEMENT, latest, DAYS, at=AT) == latest
    with pytest.raises(InvalidCommandError):
        end_of(Ground.AML_POSTPONEMENT, latest + INSTANT, DAYS, at=AT)


def test_a_postponement_before_tet_lasts_over_the_holidays() -> None:
    friday = datetime(2026, 2, 13, 5, tzinfo=UTC)  # Tet is from 16 to 20 February
    latest = datetime(2026, 2, 25, 17, tzinfo=UTC)
    assert end_of(Ground.AML_POSTPONEMENT, latest, DAYS, at=friday) == latest


def test_what_the_calendar_does_not_cover_is_refused_and_not_guessed() -> None:
    late = datetime(2027, 1, 29, 5, tzinfo=UTC)
    assert DAYS.last == date(2027, 1, 31)
    with pytest.raises(SourceUnavailableError):
        end_of(Ground.AML_POSTPONEMENT, late + timedelta(days=4), DAYS, at=late)
    assert end_of(Ground.AML_POSTPONEMENT, None, DAYS, at=late) == late + timedelta(hours=72)


def test_an_extension_moves_the_end_by_at_most_90_days_from_now() -> None:
    check_extension(HOURS_72, AT + timedelta(days=90), at=AT)
    for wanted in (HOURS_72, HOURS_72 - INSTANT, AT + timedelta(days=90) + INSTANT):
        with pytest.raises(InvalidCommandError):
            check_extension(HOURS_72, wanted, at=AT)
