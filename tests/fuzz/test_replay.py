"""Every harness over its seeds, over what fuzzers found before, and over a few changes of these."""

from itertools import islice

import pytest

from fuzz.changes import changes
from fuzz.files import CORPUS
from fuzz.registry import HARNESSES, kept

CHANGES = 300


@pytest.mark.parametrize("name", HARNESSES)
def test_nothing_that_was_found_once_is_found_again(name: str) -> None:
    harness = HARNESSES[name]
    for content in (*harness.seeds(), *kept(name)):
        harness.fuzz_one(content)


@pytest.mark.parametrize("name", HARNESSES)
def test_a_few_random_changes_find_no_defect(name: str) -> None:
    harness = HARNESSES[name]
    for content in islice(changes([*harness.seeds(), *kept(name)], seed=1), CHANGES):
        harness.fuzz_one(content)


def test_the_corpus_belongs_to_harnesses() -> None:
    assert {path.name for path in CORPUS.glob("*")} <= set(HARNESSES)
