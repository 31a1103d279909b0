"""The rules for SIMs: four fields, three numbers online, a contract from the fourth on."""

import pytest
from msgspec.structs import replace

from eidgate.core.assertion.verdict import Identity
from eidgate.core.binding.sim_rules import (
    UNSAID,
    SimChannel,
    SimTerms,
    check_another_number,
    check_four_fields,
)
from eidgate.core.errors import EvidenceRefusedError
from eidgate.core.terms import Masked

WHOLE = Identity(
    personal_number=Masked("001190000001"), full_name=Masked("Lê Ví Dụ"), birth_date=Masked("1990-02-14")
)
CONTRACT = SimTerms(channel=SimChannel.FIXED_POINT, contract=True)


def test_all_four_fields_let_a_subscriber_in() -> None:
    check_four_fields(WHOLE, face_matched=True)


@pytest.mark.parametrize("field", ["personal_number", "full_name", "birth_date"])
def test_a_field_that_is_withheld_is_named(field: str) -> None:
    with pytest.raises(EvidenceRefusedError) as refused:
        check_four_fields(replace(WHOLE, **{field: None}), face_matched=True)
    assert refused.value.fields == (field,)


def test_no_face_is_no_subscriber() -> None:
    with pytest.raises(EvidenceRefusedError) as refused:
        check_four_fields(WHOLE, face_matched=False)
    assert refused.value.fields == ("face",)


@pytest.mark.parametrize("held", [0, 1, 2])
def test_three_numbers_may_be_taken_online_and_without_a_contract(held: int) -> None:
    check_another_number(UNSAID, held=held)


@pytest.mark.parametrize(
    ("terms", "missing"),
    [
        (UNSAID, ("fixed_point", "contract")),
        (SimTerms(channel=SimChannel.ONLINE, contract=True), ("fixed_point",)),
        (SimTerms(channel=SimChannel.FIXED_POINT), ("contract",)),
    ],
)
def test_the_fourth_needs_a_fixed_point_and_a_contract(terms: SimTerms, missing: tuple[str, ...]) -> None:
    with pytest.raises(EvidenceRefusedError) as refused:
        check_another_number(terms, held=3)
    assert refused.value.fields == missing
    check_another_number(CONTRACT, held=3)
    check_another_number(CONTRACT, held=300)
