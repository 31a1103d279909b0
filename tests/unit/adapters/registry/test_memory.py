from datetime import UTC, datetime, timedelta

import pytest

from builders.registry import person
from eidgate.adapters.registry import memory as module
from eidgate.adapters.registry.budget import MOST_SAVED, RetryBudget
from eidgate.adapters.registry.memory import Memory
from eidgate.core.binding.registry import UNKNOWN, RegistryAnswer, RegistryResult
from eidgate.simulator.citizen import AN, BINH

NOW = datetime(2026, 3, 5, 5, tzinfo=UTC)
MATCH = RegistryAnswer(result=RegistryResult.MATCH, as_of=NOW)
SECOND = timedelta(seconds=1)


@pytest.fixture
def remembering() -> Memory:
    made = Memory(fresh=60 * SECOND, stale=3_600 * SECOND)
    made.keep(person(AN), MATCH, now=NOW)
    return made


def test_a_match_is_fresh_then_stale_then_forgotten(remembering: Memory) -> None:
    an = person(AN)
    assert remembering.fresh(an, now=NOW + 59 * SECOND) == MATCH
    assert remembering.fresh(an, now=NOW + 60 * SECOND) is None
    stale = remembering.stale(an, now=NOW + 3_599 * SECOND)
    assert stale == RegistryAnswer(result=RegistryResult.STALE, as_of=NOW)
    assert remembering.stale(an, now=NOW + 3_600 * SECOND) is None


def test_a_clock_that_was_set_back_makes_no_match_younger(remembering: Memory) -> None:
    assert remembering.fresh(person(AN), now=NOW - 61 * SECOND) is None


def test_another_person_name_or_face_is_another_question(remembering: Memory) -> None:
    for other in (person(BINH), person(AN, name="Nguyễn Thị Khác"), person(AN, face=False)):
        assert remembering.fresh(other, now=NOW) is None


@pytest.mark.parametrize("result", [r for r in RegistryResult if r is not RegistryResult.MATCH])
def test_only_a_match_is_remembered_and_anything_else_forgets_it(
    remembering: Memory, result: RegistryResult
) -> None:
    remembering.keep(person(AN), RegistryAnswer(result=result), now=NOW)
    assert remembering.fresh(person(AN), now=NOW) is None
    assert remembering.stale(person(AN), now=NOW) is None


def test_what_is_kept_holds_no_field(remembering: Memory) -> None:
    remembering.keep(person(BINH), UNKNOWN, now=NOW)
    kept = repr(remembering._matches)
    assert AN.personal_number not in kept
    assert "Phỏng" not in kept
    assert len(remembering._matches) == 1


def test_the_oldest_is_forgotten_first(monkeypatch: pytest.MonkeyPatch, remembering: Memory) -> None:
    monkeypatch.setattr(module, "MOST_REMEMBERED", 1)
    remembering.keep(person(BINH), MATCH, now=NOW)
    assert remembering.fresh(person(AN), now=NOW) is None
    assert remembering.fresh(person(BINH), now=NOW) == MATCH


def test_retries_are_at_most_a_tenth_of_the_calls_after_the_first_few() -> None:
    budget = RetryBudget()
    first = sum(budget.spend() for _ in range(100))
    assert first == MOST_SAVED
    spent = 0
    for _ in range(200):
        budget.pay_in()
        spent += budget.spend()
    assert 15 <= spent <= 20
