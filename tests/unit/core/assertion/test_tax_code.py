"""Whose tax code it is: an organisation's own, or a person's number."""

import pytest

from eidgate.core.assertion.tax_code import TaxCode, compare
from eidgate.core.assertion.verdict import Identity
from eidgate.core.terms import Masked

PERSON = Identity(personal_number=Masked("001190123456"))
COMPANY = Identity(personal_number=Masked("001190123456"), tax_code=Masked("0100000000"))
BRANCH = Identity(tax_code=Masked("0100000000-001"))


@pytest.mark.parametrize(
    ("identity", "asked", "expected"),
    [
        (COMPANY, "0100000000", TaxCode.MATCH),
        (COMPANY, "0100000001", TaxCode.MISMATCH),
        (COMPANY, "0100000000-001", TaxCode.MISMATCH),
        (COMPANY, "001190123456", TaxCode.MISMATCH),  # who acts for it is not its taxpayer
        (BRANCH, "0100000000-001", TaxCode.MATCH),
        (BRANCH, "0100000000001", TaxCode.MATCH),
        (BRANCH, "0100000000", TaxCode.MISMATCH),
        (PERSON, "001190123456", TaxCode.MATCH),
        (PERSON, "079201654321", TaxCode.MISMATCH),
        (PERSON, "0100000000", TaxCode.UNKNOWN),  # a person may own a firm of which the issuer says nothing
        (Identity(), "001190123456", TaxCode.UNKNOWN),
        (None, "001190123456", TaxCode.UNKNOWN),
        (COMPANY, "", TaxCode.NOT_ASKED),
        (None, "", TaxCode.NOT_ASKED),
    ],
)
def test_the_issuers_word_is_held_against_the_code_that_was_asked_about(
    identity: Identity | None, asked: str, expected: TaxCode
) -> None:
    assert compare(identity, Masked(asked)) is expected
