"""Names that nobody in this project wrote: no pair of strangers is a match, no spelling parts a name."""

import csv
from itertools import permutations
from typing import Any

import pytest

from builders.shared_data import shared_json, shared_path
from eidgate.core.binding.names.compare import compare
from eidgate.core.binding.names.grade import NameGrade
from eidgate.core.binding.names.words import words
from eidgate.core.terms import CustomerKind

PAIRS = "names/name_pairs_nomenklatura_part.csv"


def grade(one: str, other: str, kind: CustomerKind = CustomerKind.INDIVIDUAL) -> NameGrade:
    return compare(one, other, kind).grade


def labelled_pairs() -> list[dict[str, str]]:
    with shared_path(PAIRS).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_pair_of_strangers_is_a_match() -> None:
    strangers = [row for row in labelled_pairs() if row["is_match"] == "false"]
    assert strangers
    matched = [
        (row["name1"], row["name2"])
        for row in strangers
        for kind in CustomerKind
        if grade(row["name1"], row["name2"], kind) is NameGrade.MATCH
    ]
    assert matched == []


def test_equivalent_spellings_of_a_name_match() -> None:
    given: Any = shared_json("names/vn_equivalent_spellings_girl.json")
    spellings = [*given["eth_U+00D0_vs_dstroke_U+0110"], *given["tone_mark_position_old_new"]]
    spellings += [tuple(one.values()) for one in given["encodings"]]
    parted = [
        (one, other)
        for spelt in spellings
        for one, other in permutations(spelt, 2)
        if grade(one, other) is not NameGrade.MATCH
    ]
    assert parted == []


@pytest.mark.parametrize("before", ["", "Nguyễn Thị ", "Trần "])
def test_names_that_differ_in_their_marks_never_match(before: str) -> None:
    collisions: Any = shared_json("names/vn_one_word_girl_collisions.json")["unaccented_collisions"]
    matched = [
        (one, other)
        for spelt in collisions.values()
        for one, other in permutations(spelt, 2)
        if words(one) != words(other) and grade(before + one, before + other) is NameGrade.MATCH
    ]
    assert matched == []
