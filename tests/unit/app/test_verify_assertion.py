from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from eidgate.app.verify_assertion import is_adult
from eidgate.core.assertion.verdict import (
    HolderBinding,
    Identity,
    Rejected,
    TransactionBinding,
    Verified,
)
from eidgate.core.reasons import Reason
from eidgate.core.terms import IssuerId, Masked, SubjectId

AT = datetime(2026, 3, 5, 5, tzinfo=UTC)
VERIFIED = Verified(
    issuer=IssuerId("https://idp.example"),
    subject_id=SubjectId("pairwise-1"),
    assertion_id="jti-1",
    issued_at=AT,
    expires_at=AT + timedelta(minutes=5),
    acceptable_until=AT + timedelta(minutes=6),
    authenticated_at=AT,
    account_level=2,
    authentication_level=3,
    factors=("face",),
    holder_binding=HolderBinding.NONE,
    transaction_binding=TransactionBinding.NONE,
    nonce=None,
    nonce_acceptable_until=None,
    identity=Identity(),
)


def born(on: str) -> Verified:
    return replace(VERIFIED, identity=Identity(birth_date=Masked(on)))


@pytest.mark.parametrize(
    ("birth_date", "on", "adult"),
    [
        ("2008-03-05", date(2026, 3, 4), False),
        ("2008-03-05", date(2026, 3, 5), True),
        ("2008-03-05", date(2026, 3, 6), True),
        ("2008-12-31", date(2026, 12, 30), False),
        ("2008-12-31", date(2026, 12, 31), True),
        ("2009-01-01", date(2026, 12, 31), False),
        ("2008-02-29", date(2026, 2, 28), False),
        ("2008-02-29", date(2026, 3, 1), True),
        ("1926-03-05", date(2026, 3, 5), True),
        ("2026-03-05", date(2026, 3, 5), False),
    ],
)
def test_a_person_comes_of_age_on_the_eighteenth_birthday(birth_date: str, on: date, *, adult: bool) -> None:
    assert is_adult(born(birth_date), on=on) is adult


def test_the_age_of_a_person_whose_birth_date_was_withheld_is_unknown_which_is_not_no() -> None:
    assert is_adult(VERIFIED, on=AT.date()) is None


@pytest.mark.parametrize("verdict", [None, Rejected(reason=Reason.SIGNATURE_INVALID, step=5)])
def test_nothing_is_known_of_who_was_not_verified(verdict: Rejected | None) -> None:
    assert is_adult(verdict, on=AT.date()) is None
