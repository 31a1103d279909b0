"""What the harness of calls asks, and what its laws look at."""

from random import Random

import pytest

from builders.wire import VALID
from eidgate.rpc.interceptors.validation import violations
from fuzz.asked import build
from fuzz.choices import Choices
from fuzz.defect import Defect
from fuzz.examples import EXAMPLES
from fuzz.laws import named, personal, repeats_nothing

DRAWN = 40


def _drawn(name: str) -> list[bool]:
    chance = Random(1)
    asked = [build(EXAMPLES[name], Choices(chance.randbytes(300))) for _ in range(DRAWN)]
    return [not violations(one) for one in asked]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_of_a_method_keeps_its_rules(name: str) -> None:
    assert not violations(EXAMPLES[name])


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_request_is_valid_more_often_than_not(name: str) -> None:
    assert sum(_drawn(name)) > DRAWN / 2


def test_some_requests_break_rules() -> None:
    assert not all(all(_drawn(name)) for name in EXAMPLES)


def test_texts_that_are_marked_and_all_in_what_is_marked_are_personal() -> None:
    found = {name.rpartition(".")[2] for name, _ in personal(VALID["VerifyTransaction"]())}

    assert {"payee_name", "jwt", "number", "phone"} <= found


def test_names_are_found_wherever_they_stand() -> None:
    assert set(named(VALID["FileReport"]())) == {"decisions/x0a1"}
    assert set(named(VALID["ResolveAppeal"]())) == {"entries/x0a1"}


def test_a_line_that_repeats_a_personal_text_is_a_defect() -> None:
    with pytest.raises(Defect, match="payee_name"):
        repeats_nothing(VALID["CheckPayee"](), "the name Nguyễn Thị Bình was given")
