"""Phone numbers against libphonenumber's verdicts (its metadata is Apache-2.0)."""

from typing import Any

import pytest

from builders.shared_data import shared_json
from eidgate.adapters.number_plan import load_number_plan
from eidgate.core.binding.phone import canonical

PLAN = load_number_plan()


@pytest.fixture
def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shared_json("vn/phones_vn.json")["cases"]
    return found


def test_valid_numbers_have_the_same_form_and_kind_and_others_none(cases: list[dict[str, Any]]) -> None:
    assert len(cases) >= 14
    for case in cases:
        found = canonical(case["raw"], PLAN)
        if case["valid"]:
            assert found is not None, case["raw"]
            assert (found.e164, found.mobile) == (case["e164"], case["mobile"])
            assert not found.converted
        else:
            # libphonenumber no longer knows the eleven-digit numbers of before 2018; we convert them
            assert found is None or found.converted, case["raw"]
