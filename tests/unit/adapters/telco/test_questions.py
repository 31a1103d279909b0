"""What each question means on the wire and what its answers mean to us, over real HTTP."""

from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from builders.operators import (
    CHANGED,
    FORWARDED,
    MOVED,
    NOBODYS,
    OF_TWO,
    PATIENT,
    QUIET,
    RECYCLED,
    START,
    SWAPPED,
    Played,
    operators,
    question,
)
from eidgate.core.observation import SignalState
from eidgate.core.sim_question import SimQuestion
from eidgate.simulator.operator import HttpAnswer, HttpRequest

OBSERVED, NOT_OBSERVED, NOT_MONITORED = (
    SignalState.OBSERVED,
    SignalState.NOT_OBSERVED,
    SignalState.NOT_MONITORED,
)


@pytest.mark.parametrize(
    ("asked", "phone", "state"),
    [
        (SimQuestion.SIM_SWAP, SWAPPED, OBSERVED),
        (SimQuestion.DEVICE_SWAP, CHANGED, OBSERVED),
        (SimQuestion.NUMBER_RECYCLING, RECYCLED, OBSERVED),
        (SimQuestion.NUMBER_RECYCLING, QUIET, NOT_OBSERVED),
        (SimQuestion.CALL_FORWARDING, FORWARDED, OBSERVED),
        (SimQuestion.CALL_FORWARDING, QUIET, NOT_OBSERVED),
    ],
)
def test_every_question_reaches_its_api(
    played: Played, asked: SimQuestion, phone: str, state: SignalState
) -> None:
    reading = played.ask(phone, asked)
    assert reading.state is state
    assert reading.as_of == START


def test_a_swap_is_dated_to_the_microsecond_though_the_operator_says_nanoseconds(played: Played) -> None:
    assert played.ask(SWAPPED).at == START - timedelta(hours=2)


def test_an_old_swap_is_observed_with_its_date_so_that_the_policy_judges(played: Played) -> None:
    reading = played.ask(QUIET)
    assert reading.state is OBSERVED
    assert reading.at is not None
    assert START - reading.at > timedelta(days=365)


def test_an_event_that_the_operators_clock_puts_into_the_future_happened_now(played: Played) -> None:
    played.one.now = lambda: START + timedelta(hours=3)
    assert played.ask(SWAPPED).at == START


def test_null_within_a_monitored_period_that_is_long_enough_is_a_no(played: Played) -> None:
    assert played.state("+84711000090") is NOT_OBSERVED
    assert played.one.asked == ["/sim-swap/v2/retrieve-date"]


def test_null_within_a_shorter_period_is_asked_again_as_a_band(played: Played) -> None:
    reading = played.ask("+84711000090", window=timedelta(days=95))
    assert reading.state is NOT_OBSERVED
    assert played.one.asked == ["/sim-swap/v2/retrieve-date", "/sim-swap/v2/check"]


def test_null_without_a_period_is_asked_again_as_a_band(played: Played) -> None:
    assert played.state("+84711000000") is NOT_OBSERVED
    assert played.one.asked == ["/sim-swap/v2/retrieve-date", "/sim-swap/v2/check"]


def test_a_look_back_beyond_what_the_operator_keeps_is_not_monitored(played: Played) -> None:
    played.one.watches = timedelta(hours=48)
    assert played.state("+84711000000") is NOT_MONITORED


def test_a_look_back_beyond_what_camara_allows_is_not_even_asked(played: Played) -> None:
    reading = played.ask("+84711000000", window=timedelta(hours=2401))
    assert reading.state is NOT_MONITORED
    assert played.one.asked == ["/sim-swap/v2/retrieve-date"]


@pytest.mark.parametrize(("phone", "state"), [(SWAPPED, OBSERVED), (QUIET, NOT_OBSERVED)])
def test_an_operator_without_dates_is_asked_whether(tmp_path: Path, phone: str, state: SignalState) -> None:
    with operators(tmp_path, dates=False) as played:
        reading = played.ask(phone)
        assert (reading.state, reading.at) == (state, None)
        assert played.one.asked == ["/sim-swap/v2/check"]


def test_a_number_that_moved_is_asked_of_the_operator_that_has_it_now(played: Played) -> None:
    assert played.state(MOVED) is OBSERVED
    assert (played.one.asked, len(played.two.asked)) == ([], 1)


def test_each_operator_is_asked_about_its_own_numbers(played: Played) -> None:
    assert played.state(OF_TWO) is OBSERVED
    assert played.one.asked == []


def test_a_number_that_the_registry_does_not_know_is_not_monitored(played: Played) -> None:
    assert played.ask(NOBODYS).state is NOT_MONITORED
    assert played.one.asked == played.two.asked == []


def test_a_question_that_an_operator_does_not_answer_is_not_sent(tmp_path: Path) -> None:
    with operators(tmp_path, questions=(SimQuestion.SIM_SWAP,)) as played:
        assert played.state(FORWARDED, SimQuestion.CALL_FORWARDING) is NOT_MONITORED
        assert played.one.asked == []


def test_a_purpose_that_was_not_agreed_is_not_permitted_and_not_sent(tmp_path: Path) -> None:
    with operators(tmp_path, purposes=("ServiceProvision",)) as played:
        assert played.state() is SignalState.NOT_PERMITTED
        assert played.one.asked == []


@pytest.mark.parametrize(
    ("ending", "state", "outcome"),
    [
        ("0403", SignalState.NOT_PERMITTED, "not_permitted"),
        ("0404", NOT_MONITORED, "unknown_number"),
        ("0422", NOT_MONITORED, "not_watched"),
        ("0429", SignalState.UNAVAILABLE, "overloaded"),
    ],
)
@pytest.mark.parametrize("old_statuses", [False, True])
def test_every_refusal_has_its_state(
    played: Played, ending: str, state: SignalState, outcome: str, *, old_statuses: bool
) -> None:
    played.one.old_statuses = old_statuses
    assert played.state(f"+8471100{ending}") is state
    assert played.outcomes() == [outcome]


def test_all_questions_of_a_call_are_under_way_at_the_same_time(played: Played) -> None:
    """Each answer waits for the others: were they asked one by one, nobody would be answered."""
    together, answer = Barrier(len(SimQuestion)), played.one.answer

    def meet(request: HttpRequest) -> HttpAnswer:
        together.wait(20)
        return answer(request)

    played.one.answer = meet  # type: ignore[method-assign]  # the operator waits for its other callers
    queries = [question(SWAPPED, asked) for asked in SimQuestion]
    readings = played.built.network.ask(queries, within=PATIENT)
    assert [one.state for one in readings] == [OBSERVED, OBSERVED, NOT_OBSERVED, NOT_OBSERVED]
