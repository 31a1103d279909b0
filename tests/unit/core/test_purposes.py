from dataclasses import fields

import pytest
from msgspec import structs

from eidgate.core.assertion.trust import ClaimNames
from eidgate.core.assertion.verdict import Identity
from eidgate.core.purposes import PERMITTED, Attribute, Purpose, needed_to_answer
from eidgate.core.relying_party import Role

ONLY_COMPARED = {"tax_code"}
"""What an issuer says and no caller is told: it is held against what the caller knows."""


def test_every_attribute_is_one_of_an_identity_and_has_a_claim_name() -> None:
    known = {field.name for field in structs.fields(Identity)} - ONLY_COMPARED
    assert {str(attribute) for attribute in Attribute} == known
    assert {str(attribute) for attribute in Attribute} <= {field.name for field in fields(ClaimNames)}


@pytest.mark.parametrize("purpose", Purpose)
def test_somebody_has_every_purpose_and_nobody_but_those(purpose: Purpose) -> None:
    assert [role for role in Role if (purpose, role) in PERMITTED]
    for role in (Role.AUDITOR, Role.AUTHORITY):
        assert (purpose, role) not in PERMITTED


@pytest.mark.parametrize("role", Role)
def test_a_shop_learns_of_nobody_more_than_whether_they_are_of_age(role: Role) -> None:
    assert not PERMITTED.get((Purpose.BUYER_CHECK, role))
    assert (Purpose.ACCOUNT_OPENING, Role.SHOP) not in PERMITTED


def test_of_age_is_told_from_the_birth_date() -> None:
    assert needed_to_answer(Purpose.BUYER_CHECK) == {Attribute.BIRTH_DATE}
    assert not needed_to_answer(Purpose.ACCOUNT_OPENING)


def test_a_subscriber_is_known_by_name_birth_date_and_number() -> None:
    known = PERMITTED[Purpose.SIM_REGISTRATION, Role.OPERATOR]

    assert {Attribute.FULL_NAME, Attribute.BIRTH_DATE, Attribute.PERSONAL_NUMBER} <= known
    assert Attribute.SEX not in known
