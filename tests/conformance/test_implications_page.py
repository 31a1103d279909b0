"""Each of the 27 implications is shown by worlds of the shipped policies, or says why by no decision."""

import re
from itertools import chain
from pathlib import Path

import pytest

from eidgate.adapters.policies import SHIPPED, read_document
from eidgate.adapters.policy_worlds import parse_worlds
from eidgate.core.risk.world import World

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "policies" / "implications.md").read_text(encoding="utf-8")
ROWS = {int(number): cell for number, cell in re.findall(r"^\| (\d+) \| .*? \| (.*) \|$", PAGE, re.MULTILINE)}
WORLDS = list(chain.from_iterable(parse_worlds(*read_document(f"{name}.tests")) for name in SHIPPED))
GUIDE = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
TABLE = GUIDE.partition("| Fact | For example |")[2].partition("## ")[0]
EXAMPLES = re.findall(r"`([a-z_]+: [^`]+)`", TABLE)

ALL = range(1, 28)
NO_DECISION = "*No decision:* "
FEWEST_WORDS = 5
"""A reason shorter than this is none."""


def about(number: int) -> list[World]:
    return [one for one in WORLDS if str(number) in re.findall(r"\b10\.(\d+)\b", one.about)]


def test_the_page_has_a_row_for_every_implication() -> None:
    assert list(ROWS) == list(ALL)


@pytest.mark.parametrize("number", ALL)
def test_an_implication_has_either_worlds_or_a_reason_why_no_decision_shows_it(number: int) -> None:
    without = ROWS[number].startswith(NO_DECISION)
    assert without == (not about(number))
    assert not without or len(ROWS[number].removeprefix(NO_DECISION).split()) >= FEWEST_WORDS


@pytest.mark.parametrize("number", ALL)
def test_a_row_names_every_world_about_its_implication(number: int) -> None:
    assert [one.name for one in about(number) if one.name not in ROWS[number]] == []


@pytest.mark.parametrize("world", WORLDS, ids=lambda one: one.name)
def test_a_world_is_about_an_implication_that_there_is(world: World) -> None:
    numbers = {int(one) for one in re.findall(r"\b10\.(\d+)\b", world.about)}
    assert numbers
    assert numbers <= set(ALL)


def test_the_page_for_the_risk_team_leads_there() -> None:
    assert "(policies/implications.md)" in GUIDE


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_a_fact_on_that_page_is_one(example: str) -> None:
    text = f"worlds: [{{name: one, about: an example, facts: {{{example}}}, outcome: allow}}]"
    assert len(parse_worlds(text.encode(), "policies.md")) == 1


def test_that_page_has_examples() -> None:
    assert EXAMPLES
