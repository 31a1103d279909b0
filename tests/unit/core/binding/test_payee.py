"""Confirmation of payee: what may be said, and never more."""

import pytest

from builders.service import NOON
from eidgate.core.binding.names.grade import NameGrade, NameWhy
from eidgate.core.binding.payee import (
    KIND_DIFFERS_SCORE,
    PayeeResult,
    PayeeWhy,
    check_payee_name,
    grade_of,
)
from eidgate.core.binding.registration import AccountStanding, Registration
from eidgate.core.terms import CustomerKind, Masked

PERSON, COMPANY = CustomerKind.INDIVIDUAL, CustomerKind.ORGANISATION
AN = Registration(standing=AccountStanding.OPEN, name=Masked("NGUYEN VAN GIA DINH"), kind=PERSON, as_of=NOON)
SHOP = Registration(
    standing=AccountStanding.OPEN, name=Masked("CONG TY TNHH VI DU"), kind=COMPANY, as_of=NOON
)


def test_the_name_without_marks_matches_and_nothing_is_shown() -> None:
    found = check_payee_name(Masked("Nguyễn Văn Giả Định"), AN)
    assert (found.result, found.why) == (PayeeResult.MATCH, PayeeWhy.MARKS_DROPPED)
    assert (found.shown, found.kind, found.as_of) == (Masked(""), PERSON, NOON)


def test_a_close_name_shows_what_was_typed_and_first_letters() -> None:
    found = check_payee_name(Masked("Nguyễn Giả Định"), AN)
    assert (found.result, found.why) == (PayeeResult.CLOSE, PayeeWhy.NAME_LEFT_OUT)
    assert found.shown == Masked("NGUYEN V*** GIA DINH")


def test_another_name_tells_neither_name_nor_kind() -> None:
    found = check_payee_name(Masked("Trần Thị Bịa"), AN, meant=COMPANY)
    assert (found.result, found.why) == (PayeeResult.NO_MATCH, PayeeWhy.DIFFERENT)
    assert (found.shown, found.kind, found.kind_differs) == (Masked(""), None, False)


@pytest.mark.parametrize(
    ("standing", "result", "why"),
    [
        (AccountStanding.UNKNOWN, PayeeResult.NO_MATCH, PayeeWhy.ACCOUNT_UNKNOWN),
        (AccountStanding.CLOSED, PayeeResult.NO_MATCH, PayeeWhy.ACCOUNT_CLOSED),
        (AccountStanding.SWITCHED, PayeeResult.UNAVAILABLE, PayeeWhy.ACCOUNT_SWITCHED),
        (AccountStanding.OPTED_OUT, PayeeResult.UNAVAILABLE, PayeeWhy.OPTED_OUT),
        (AccountStanding.NOT_SUPPORTED, PayeeResult.UNAVAILABLE, PayeeWhy.NOT_SUPPORTED),
        (AccountStanding.NOT_ASKED, PayeeResult.UNAVAILABLE, PayeeWhy.BANK_NOT_ASKED),
        (AccountStanding.NOT_PERMITTED, PayeeResult.UNAVAILABLE, PayeeWhy.NOT_PERMITTED),
        (AccountStanding.UNAVAILABLE, PayeeResult.UNAVAILABLE, PayeeWhy.BANK_UNAVAILABLE),
    ],
)
def test_an_account_without_a_name_is_never_a_match(
    standing: AccountStanding, result: PayeeResult, why: PayeeWhy
) -> None:
    found = check_payee_name(Masked("Nguyễn Văn Giả Định"), Registration(standing=standing, as_of=NOON))
    assert (found.result, found.why, found.score) == (result, why, 0)
    assert grade_of(found) is (NameGrade.NO_MATCH if result is PayeeResult.NO_MATCH else None)


def test_a_name_that_fits_an_account_of_another_kind_is_only_close() -> None:
    found = check_payee_name(Masked("Công ty TNHH Ví Dụ"), SHOP, meant=PERSON)
    assert (found.result, found.why) == (PayeeResult.CLOSE, PayeeWhy.KIND_DIFFERS)
    assert (found.score, found.kind, found.kind_differs) == (KIND_DIFFERS_SCORE, COMPANY, True)
    assert found.shown == Masked("Công ty TNHH Ví Dụ")  # what the payer typed, and nothing besides


def test_a_close_name_of_another_kind_keeps_why_it_is_close() -> None:
    found = check_payee_name(Masked("Ví Dụ"), SHOP, meant=PERSON)
    assert (found.result, found.why, found.kind_differs) == (
        PayeeResult.CLOSE,
        PayeeWhy.FORM_LEFT_OUT,
        True,
    )


def test_a_bank_that_does_not_say_whose_account_it_is_contradicts_nobody() -> None:
    unsaid = Registration(standing=AccountStanding.OPEN, name=AN.name, as_of=NOON)
    found = check_payee_name(Masked("Nguyễn Văn Giả Định"), unsaid, meant=PERSON)
    assert (found.result, found.kind, found.kind_differs) == (PayeeResult.MATCH, None, False)


def test_every_difference_of_names_has_a_word() -> None:
    assert {why.value for why in NameWhy} <= {why.value for why in PayeeWhy}


def test_names_are_not_printed() -> None:
    found = check_payee_name(Masked("Nguyễn Giả Định"), AN)
    assert "NGUYEN" not in f"{found!r} {AN!r}"
