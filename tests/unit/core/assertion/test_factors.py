from typing import Any

import pytest

from eidgate.core.assertion import factors
from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.sd_jwt_rules import METHOD_CATEGORIES, FactorCategory
from eidgate.core.reasons import Reason


def read(methods: Any) -> factors.Factors:
    return factors.read(SignedClaims(values={"amr": methods}), "amr", METHOD_CATEGORIES)


def test_methods_are_kept_as_sent_and_sorted_into_categories() -> None:
    found = read(["pwd", "face", "unheard-of", {"possession": "key_in_remote_wscd"}])

    assert found.methods == ("pwd", "face", "unheard-of", "possession:key_in_remote_wscd")
    assert found.categories == set(FactorCategory)


def test_an_absent_list_is_no_factor() -> None:
    assert factors.read(SignedClaims(values={}), "amr", METHOD_CATEGORIES) == factors.NO_FACTORS


@pytest.mark.parametrize(
    "methods",
    [
        None,
        {},
        "pwd",
        [],
        ["pwd"] * 17,
        [1],
        [None],
        ["a\n"],
        [["pwd"]],
        [{}],
        [{"luck": "7"}],
        [{"knowledge": 7}],
        [{"knowledge": "a", "inherence": "b"}],
    ],
    ids=str,
)
def test_another_shape_is_malformed(methods: Any) -> None:
    with pytest.raises(RejectionError) as caught:
        read(methods)
    assert caught.value.reason is Reason.CLAIM_MALFORMED
