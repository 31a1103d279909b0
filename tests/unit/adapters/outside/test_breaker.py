"""A breaker opens after failures in a row, tries with one question, and pauses longer each time."""

from eidgate.adapters.outside.breaker import FAILURES, FIRST_PAUSE, LONGEST_PAUSE, Breaker, BreakerState


class Seconds:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def opened() -> tuple[Breaker, Seconds, list[BreakerState]]:
    seconds, seen = Seconds(), list[BreakerState]()
    breaker = Breaker(changed=seen.append, seconds=seconds)
    for _ in range(FAILURES):
        breaker.failed()
    return breaker, seconds, seen


def test_failures_that_are_not_in_a_row_do_not_open_it() -> None:
    breaker = Breaker()
    for _ in range(3):
        for _ in range(FAILURES - 1):
            breaker.failed()
        breaker.succeeded()
    assert breaker.admits()


def test_it_opens_with_the_last_of_the_row_and_admits_nobody() -> None:
    breaker, _, seen = opened()
    assert not breaker.admits()
    assert seen == [BreakerState.OPEN]


def test_after_the_pause_exactly_one_question_goes_through() -> None:
    breaker, seconds, _ = opened()
    seconds.at += FIRST_PAUSE
    assert [breaker.admits() for _ in range(3)] == [True, False, False]


def test_an_answer_closes_it() -> None:
    breaker, seconds, seen = opened()
    seconds.at += FIRST_PAUSE
    assert breaker.admits()
    breaker.succeeded()
    assert breaker.admits()
    assert seen == [BreakerState.OPEN, BreakerState.TRYING, BreakerState.CLOSED]


def test_each_failed_try_doubles_the_pause_up_to_its_bound() -> None:
    breaker, seconds, _ = opened()
    pauses = []
    for _ in range(8):
        begun = seconds.at
        while not breaker.admits():
            seconds.at += 0.5
        breaker.failed()
        pauses.append(seconds.at - begun)
    assert pauses == [2, 4, 8, 16, 32, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]


def test_a_try_that_never_reports_back_does_not_shut_it_for_ever() -> None:
    breaker, seconds, _ = opened()
    seconds.at += FIRST_PAUSE
    assert breaker.admits()
    seconds.at += FIRST_PAUSE
    assert breaker.admits()


def test_failures_that_arrive_late_do_not_lengthen_the_pause() -> None:
    breaker, seconds, _ = opened()
    seconds.at += FIRST_PAUSE / 2
    breaker.failed()
    seconds.at += FIRST_PAUSE / 2
    assert breaker.admits()
