"""Grades of name pairs, and what of a registered name a payer is shown."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.binding.names.compare import compare, shown
from eidgate.core.binding.names.grade import NameGrade, NameMatch, NameWhy, graded
from eidgate.core.binding.names.words import MOST_WORDS
from eidgate.core.terms import CustomerKind

VECTORS = Path(__file__).parents[4] / "vectors" / "names" / "pairs.jsonl"
PAIRS: list[dict[str, Any]] = [json.loads(line) for line in VECTORS.read_text("utf-8").splitlines()]
KINDS = {"person": CustomerKind.INDIVIDUAL, "organisation": CustomerKind.ORGANISATION}
LEAST = 200
"""Pairs that the published vectors have at least."""

names = st.text(st.sampled_from("aăâAĂnđĐtom* .,-'\u0300\u0301\u0323\u00d0"), max_size=24) | st.text(
    max_size=24
)
kinds = st.sampled_from(CustomerKind)


def person(typed: str, registered: str) -> NameMatch:
    return compare(typed, registered, CustomerKind.INDIVIDUAL)


def test_there_are_enough_vectors_and_each_has_a_name_of_its_own() -> None:
    assert len(PAIRS) >= LEAST
    assert max(Counter(pair["id"] for pair in PAIRS).values()) == 1


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(pair["id"]))
def test_a_pair_gets_its_grade_for_its_reason(pair: dict[str, Any]) -> None:
    found = compare(pair["given"], pair["registered"], KINDS[pair["kind"]])
    assert (found.grade, found.why) == (pair["grade"], pair["why"])


@given(names, names, kinds)
def test_comparing_is_total_and_symmetric_in_its_grade(one: str, other: str, kind: CustomerKind) -> None:
    there, back = compare(one, other, kind), compare(other, one, kind)
    assert there.grade is back.grade
    assert there.score == back.score


@given(names, names, kinds)
def test_the_score_never_contradicts_the_grade(one: str, other: str, kind: CustomerKind) -> None:
    found = compare(one, other, kind)
    least = {NameGrade.MATCH: 90, NameGrade.CLOSE: 50, NameGrade.NO_MATCH: 0}[found.grade]
    most = {NameGrade.MATCH: 100, NameGrade.CLOSE: 89, NameGrade.NO_MATCH: 49}[found.grade]
    assert least <= found.score <= most


@given(names)
def test_a_name_that_hides_nothing_matches_itself(name: str) -> None:
    found = person(name, name)
    assert found.grade is NameGrade.MATCH or "*" in name or "\u2022" in name or found.why == "empty"


def test_a_match_and_a_stranger_show_nothing() -> None:
    for typed in ("Nguyễn Văn Mẫu", "Trần Thị Ví Dụ"):
        assert shown(typed, "Nguyễn Văn Mẫu", person(typed, "Nguyễn Văn Mẫu")) == ""


def test_a_close_name_shows_what_was_typed_and_first_letters_of_the_rest() -> None:
    typed, registered = "Nguyen Mau", "Nguyễn Văn Mẫu"
    assert shown(typed, registered, person(typed, registered)) == "Nguyễn V*** Mẫu"


def test_a_masked_name_is_never_a_match() -> None:
    assert person("N***** V** Mẫu", "Nguyễn Văn Mẫu").grade is NameGrade.CLOSE
    assert person("* * *", "Nguyễn Văn Mẫu").grade is NameGrade.NO_MATCH


def test_a_long_name_is_cut_and_not_trusted_beyond() -> None:
    assert person("Mẫu " * 100_000, "Mẫu " * 100_000).grade is NameGrade.MATCH


@pytest.mark.parametrize("kind", list(CustomerKind))
def test_more_words_than_any_name_has_are_no_name(kind: CustomerKind) -> None:
    many = "an " * (MOST_WORDS + 1)
    assert compare(many, many, kind) == graded(NameWhy.EMPTY)
    assert compare("an " * (MOST_WORDS - 1) + "bình", "an " * (MOST_WORDS - 1) + "bình", kind).grade is (
        NameGrade.MATCH
    )
