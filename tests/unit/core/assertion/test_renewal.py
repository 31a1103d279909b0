"""Hints that an identity document is due: to the day, and never where nothing is known."""

from datetime import date, timedelta

import pytest

from eidgate.core.assertion.renewal import SOON, renewal_hint
from eidgate.core.reasons import Reason

TODAY = date(2026, 3, 5)
END, AGE = (Reason.DOCUMENT_EXPIRES_SOON,), (Reason.DOCUMENT_AGE_PASSED,)


@pytest.mark.parametrize(
    ("expires_on", "hint"),
    [(TODAY, END), (TODAY + SOON, END), (TODAY + SOON + timedelta(days=1), ())],
)
def test_a_document_that_ends_within_the_month_is_due(expires_on: date, hint: tuple[Reason, ...]) -> None:
    assert renewal_hint(expires_on, None, TODAY) == hint


@pytest.mark.parametrize("age", [14, 25, 40, 60])
def test_the_year_after_an_age_at_which_cards_change_is_in_doubt(age: int) -> None:
    birthday = date(TODAY.year - age, TODAY.month, TODAY.day)
    assert renewal_hint(None, birthday, TODAY) == AGE
    assert renewal_hint(None, birthday + timedelta(days=1), TODAY) == ()
    assert renewal_hint(None, date(birthday.year - 1, 3, 6), TODAY) == AGE
    assert renewal_hint(None, date(birthday.year - 1, 3, 5), TODAY) == ()


def test_who_was_born_on_a_leap_day_completes_a_year_on_the_first_of_march() -> None:
    born = date(2000, 2, 29)
    assert renewal_hint(None, born, date(2025, 2, 28)) == ()
    assert renewal_hint(None, born, date(2025, 3, 1)) == AGE


def test_an_expiry_that_is_told_says_more_than_an_age() -> None:
    assert renewal_hint(date(2035, 1, 1), date(2001, 2, 14), TODAY) == ()


def test_nothing_is_hinted_where_nothing_is_known() -> None:
    assert renewal_hint(None, None, TODAY) == ()
