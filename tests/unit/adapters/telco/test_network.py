"""The network: memory first, one call a number, a place for few callers, and states instead of errors."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

from builders.operators import OF_TWO, ONE, PATIENT, QUIET, START, SWAPPED, Played, operators, question
from eidgate.adapters.outside.breaker import FAILURES, BreakerState
from eidgate.core.observation import SignalState
from eidgate.core.sim_question import SimQuestion
from eidgate.simulator.operator import HttpAnswer, HttpRequest
from eidgate.simulator.operator_server import Behaviour

NO_TIME = timedelta(0)
SOON = timedelta(milliseconds=50)


class Gate:
    """Lets operator one answer only when it is opened; tells when it was first asked."""

    def __init__(self, played: Played) -> None:
        self.asked, self.open = Event(), Event()
        self._answer = played.one.answer
        played.one.answer = self._wait  # type: ignore[method-assign]  # the operator takes its time

    def _wait(self, request: HttpRequest) -> HttpAnswer:
        self.asked.set()
        self.open.wait(PATIENT.total_seconds())
        return self._answer(request)


def test_an_answer_is_asked_for_once_while_it_is_fresh(played: Played) -> None:
    first = played.ask()
    played.clock.wait(seconds=60)
    assert played.ask() == first
    assert len(played.one.asked) == 1
    assert played.watching.recalls == [(ONE, "observed", timedelta(seconds=60))]


def test_an_answer_that_is_too_old_is_asked_for_again(played: Played) -> None:
    played.ask()
    played.clock.wait(seconds=61)
    assert played.ask().as_of == START + timedelta(seconds=61)


def test_without_time_only_memory_answers(played: Played) -> None:
    assert played.ask(within=NO_TIME).state is SignalState.UNAVAILABLE
    assert played.one.asked == []
    known = played.ask()
    assert played.ask(within=NO_TIME) == known


def test_an_operator_that_fails_shows_its_last_answer_as_stale(played: Played) -> None:
    assert played.state(QUIET, SimQuestion.CALL_FORWARDING) is SignalState.NOT_OBSERVED
    played.clock.wait(hours=2)
    played.behave(Behaviour.FAILS)
    reading = played.ask(QUIET, SimQuestion.CALL_FORWARDING)
    assert (reading.state, reading.as_of) == (SignalState.STALE, START)
    assert played.watching.recalls == [(ONE, "stale", timedelta(hours=2))]


def test_callers_who_ask_the_same_share_one_call(played: Played) -> None:
    gate = Gate(played)
    with ThreadPoolExecutor(4) as threads:
        asking = [threads.submit(played.ask) for _ in range(4)]
        gate.asked.wait(20)
        gate.open.set()
        readings = [one.result() for one in asking]
    assert {reading.state for reading in readings} == {SignalState.OBSERVED}
    assert len(played.one.asked) == 1


def test_who_leaves_early_does_not_spoil_the_answer_for_the_next(played: Played) -> None:
    gate = Gate(played)
    assert played.ask(within=SOON).state is SignalState.UNAVAILABLE
    gate.open.set()
    assert played.state() is SignalState.OBSERVED
    assert played.outcomes() == ["observed"]  # the caller's hurry is no fault of the operator


def test_only_so_many_callers_wait_for_one_operator(tmp_path: Path) -> None:
    with operators(tmp_path, callers=1) as played:
        gate = Gate(played)
        with ThreadPoolExecutor(1) as threads:
            waiting = threads.submit(played.ask)
            gate.asked.wait(20)
            assert played.state(QUIET) is SignalState.UNAVAILABLE
            assert played.state(OF_TWO) is SignalState.OBSERVED
            gate.open.set()
            assert waiting.result().state is SignalState.OBSERVED
        assert played.watching.sheds == [(ONE, "callers")]


def test_a_place_is_given_back(tmp_path: Path) -> None:
    with operators(tmp_path, callers=1) as played:
        assert played.state() is SignalState.OBSERVED
        assert played.state(QUIET) is SignalState.OBSERVED


def test_questions_that_nobody_waits_for_any_more_are_not_asked(tmp_path: Path) -> None:
    with operators(tmp_path, connections=1) as played:
        gate = Gate(played)
        queries = [question(f"+8471100{last}") for last in range(1001, 1009)]
        readings = played.built.network.ask(queries, within=SOON)
        assert {one.state for one in readings} == {SignalState.UNAVAILABLE}
        gate.open.set()
        assert played.state() is SignalState.OBSERVED
        assert len(played.one.asked) == 2


def test_an_operator_that_keeps_failing_is_left_alone(tmp_path: Path) -> None:
    with operators(tmp_path) as played:
        played.behave(Behaviour.FAILS)
        for last in range(FAILURES + 3):
            assert played.state(f"+8471100100{last}") is SignalState.UNAVAILABLE
        assert played.outcomes() == ["failed"] * FAILURES
        assert played.watching.sheds == [(ONE, "breaker")] * 3
        assert (ONE, BreakerState.OPEN) in played.watching.breakers
        assert played.state(OF_TWO) is SignalState.OBSERVED


def test_what_is_wrong_with_a_number_says_nothing_of_the_operator(played: Played) -> None:
    for last in range(FAILURES + 1):
        played.state(f"+84711{last}00404")
    assert played.state() is SignalState.OBSERVED


def test_readings_come_back_in_the_order_of_the_questions(played: Played) -> None:
    queries = [question(QUIET), question(SWAPPED, SimQuestion.CALL_FORWARDING), question(OF_TWO)]
    readings = played.built.network.ask(queries, within=PATIENT)
    expected = [played.ask(QUIET), played.ask(SWAPPED, SimQuestion.CALL_FORWARDING), played.ask(OF_TWO)]
    assert readings == expected
