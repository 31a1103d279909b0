"""What is remembered, for how long, and what an old answer is worth."""

from datetime import timedelta

import pytest

from builders.operators import QUIET, START, question
from eidgate.adapters.telco.memory import REFUSAL, SILENCE, Ages, Memory, key_of
from eidgate.core.observation import Reading, SignalState
from eidgate.core.sim_question import SimQuestion

AGES = Ages(fresh=timedelta(minutes=1), stale=timedelta(hours=1))
SWAP, FORWARDING = key_of(question()), key_of(question(asked=SimQuestion.CALL_FORWARDING))
SEEN = Reading(state=SignalState.OBSERVED, at=START - timedelta(hours=2), as_of=START)
NOT_SEEN = Reading(state=SignalState.NOT_OBSERVED, as_of=START)
SILENT = Reading(state=SignalState.UNAVAILABLE)
INSTANT = timedelta(microseconds=1)


def remembering(reading: Reading) -> Memory:
    memory = Memory()
    memory.keep(SWAP, reading, now=START)
    memory.keep(FORWARDING, reading, now=START)
    return memory


def test_an_answer_stands_until_its_age_and_not_an_instant_longer() -> None:
    memory = remembering(SEEN)
    assert memory.fresh(SWAP, AGES, now=START + AGES.fresh) == SEEN
    assert memory.fresh(SWAP, AGES, now=START + AGES.fresh + INSTANT) is None


@pytest.mark.parametrize(
    ("state", "lasts"),
    [
        (SignalState.UNAVAILABLE, SILENCE),
        (SignalState.NOT_PERMITTED, REFUSAL),
        (SignalState.NOT_MONITORED, REFUSAL),
    ],
)
def test_no_answer_is_remembered_for_a_short_time(state: SignalState, lasts: timedelta) -> None:
    gap = Reading(state=state)
    memory = remembering(gap)
    assert memory.fresh(SWAP, AGES, now=START + lasts) == gap
    assert memory.fresh(SWAP, AGES, now=START + lasts + INSTANT) is None


def test_a_no_that_is_too_old_is_stale_and_keeps_its_age() -> None:
    late = remembering(NOT_SEEN).instead(SWAP, SILENT, AGES, now=START + timedelta(minutes=30))
    assert late == Reading(state=SignalState.STALE, as_of=START)


def test_a_swap_that_happened_has_happened_however_old_the_answer() -> None:
    assert remembering(SEEN).instead(SWAP, SILENT, AGES, now=START + timedelta(minutes=30)) == SEEN


def test_forwarding_that_was_on_says_nothing_of_now() -> None:
    late = remembering(SEEN).instead(FORWARDING, SILENT, AGES, now=START + timedelta(minutes=30))
    assert late.state is SignalState.STALE


def test_nothing_older_than_the_longest_age_is_shown() -> None:
    assert remembering(SEEN).instead(SWAP, SILENT, AGES, now=START + AGES.stale + INSTANT) == SILENT


def test_a_permission_that_was_withdrawn_hides_what_was_said_before() -> None:
    refused = Reading(state=SignalState.NOT_PERMITTED)
    assert remembering(SEEN).instead(SWAP, refused, AGES, now=START) == refused


def test_a_gap_does_not_push_out_the_answer_before_it() -> None:
    memory = remembering(SEEN)
    memory.keep(SWAP, SILENT, now=START + timedelta(minutes=2))
    assert memory.instead(SWAP, SILENT, AGES, now=START + timedelta(minutes=3)) == SEEN


def test_an_answer_ends_the_gap_before_it() -> None:
    memory = remembering(SILENT)
    memory.keep(SWAP, SEEN, now=START)
    assert memory.fresh(SWAP, AGES, now=START) == SEEN


def test_another_window_or_day_is_another_question() -> None:
    memory = remembering(SEEN)
    assert memory.fresh(key_of(question(window=timedelta(hours=73))), AGES, now=START) is None


def test_it_holds_no_more_than_it_may_and_drops_what_nobody_asked_for() -> None:
    memory = Memory(most=2)
    keys = [key_of(question(phone)) for phone in (QUIET, "+84711000005", "+84711000006")]
    memory.keep(keys[0], SEEN, now=START)
    memory.keep(keys[1], SEEN, now=START)
    assert memory.fresh(keys[0], AGES, now=START) == SEEN
    memory.keep(keys[2], SEEN, now=START)
    assert [memory.fresh(key, AGES, now=START) for key in keys] == [SEEN, None, SEEN]


def test_a_key_does_not_print_its_number() -> None:
    assert QUIET not in repr(key_of(question(QUIET)))
