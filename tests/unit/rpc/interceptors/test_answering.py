"""Answering together: whoever waits is taken along, and what becomes of one is no other's concern."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

import pytest

from builders.supervised import eventually
from eidgate.core.errors import DeadlineError, InvalidCommandError, UnavailableError
from eidgate.rpc.call import Call
from eidgate.rpc.interceptors.answering import MOST, Alone, Answered, Asked, Together
from eidgate.rpc.interceptors.turn import Turn
from eidgate.simulator.world import BANK
from eidgate.v1.verification_service_pb2 import VerifyAssertionRequest as Request
from eidgate.v1.verification_service_pb2 import VerifyAssertionResponse as Response


def request(number: int, **more: str) -> bytes:
    message = Request(request_id=f"00000000-0000-4000-8000-{number:012}", **more)
    message.assertion.jwt = "a.b.c"
    return message.SerializeToString()


def call(received: bytes, seconds: float = 30) -> Call:
    return Call(
        method="M",
        relying_party=BANK,
        remaining=timedelta(seconds=seconds),
        received=received,
        new_correlation_id=lambda: "made-here",
        owe=lambda party, calls: None,
    )


def response(asked: Request) -> Response:
    made = Response()
    made.decision.request_id = asked.request_id
    return made


class Desk:
    """Answers, and keeps how many it was asked about at a time; `hold` makes it wait before it answers."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.begun, self.go = threading.Event(), threading.Event()
        self.go.set()
        self.special: Answered = None
        alone = Alone(Request, lambda asked, _: response(asked))
        self.together = Together(alone, self._answer, name="desk")
        self._threads = ThreadPoolExecutor(64)

    def _answer(self, asked: Sequence[Asked]) -> list[Answered]:
        self.sizes.append(len(asked))
        self.begun.set()
        self.go.wait()
        return [self.special if one.request_id.endswith("13") else response(one) for one, _ in asked]

    def ask(self, asked: Call) -> Future[bytes]:
        return self._threads.submit(self.together, asked)

    def occupy(self) -> Future[bytes]:
        """Have the desk busy with one call until `go`."""
        self.go.clear()
        first = self.ask(call(request(0)))
        self.begun.wait()
        return first

    def close(self) -> None:
        self.go.set()
        self.together.close()
        self._threads.shutdown()


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.close()


def wait_for(desk: Desk, count: int) -> None:
    eventually(lambda: desk.together._queue.qsize() == count)


def test_who_comes_while_it_is_busy_is_answered_together(desk: Desk) -> None:
    first = desk.occupy()
    others = [desk.ask(call(request(number))) for number in range(1, 8)]
    wait_for(desk, 7)
    desk.go.set()
    for number, one in enumerate([first, *others]):
        assert Response.FromString(one.result()).decision.request_id.endswith(f"{number:012}")
    assert desk.sizes == [1, 7]


def test_no_more_are_taken_at_a_time_than_the_limit(desk: Desk) -> None:
    desk.occupy()
    others = [desk.ask(call(request(number))) for number in range(100, 101 + MOST)]
    wait_for(desk, MOST + 1)
    desk.go.set()
    assert all(one.result() for one in others)
    assert desk.sizes == [1, MOST, 1]


@pytest.mark.parametrize("special", [ValueError("x"), UnavailableError("y")])
def test_what_goes_wrong_for_one_goes_well_for_the_others(desk: Desk, special: Exception) -> None:
    desk.special = special
    desk.occupy()
    wrong, right = desk.ask(call(request(13))), desk.ask(call(request(14)))
    bad = desk.ask(call(b"\xff"))
    wait_for(desk, 3)
    desk.go.set()
    assert wrong.exception() is special
    assert isinstance(bad.exception(), InvalidCommandError)
    assert right.result()


def test_who_would_keep_others_waiting_is_answered_alone(desk: Desk) -> None:
    assert Response.FromString(desk.together(call(request(13)))).decision.request_id.endswith("13")
    assert desk.sizes == [1]


def test_a_call_whose_time_is_up_before_its_turn_is_not_begun(desk: Desk) -> None:
    first = desk.occupy()
    with pytest.raises(DeadlineError):
        desk.together(call(request(1), seconds=0.01))
    desk.go.set()
    assert first.result()
    assert desk.together(call(request(2)))
    assert desk.sizes == [1, 1]


def test_a_turn_that_has_begun_is_awaited_beyond_its_time() -> None:
    turn = Turn(call(b"", seconds=0))
    assert turn.begin()
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(turn.wait)
        turn.settle(b"answer")
        turn.wake()
        assert waiting.result() == b"answer"


def test_a_fault_of_the_behaviour_is_told_to_all_and_outlived(desk: Desk) -> None:
    answer, desk.together._behaviours = desk.together._behaviours, lambda _: []
    with pytest.raises(ValueError, match="zip"):
        desk.together(call(request(1)))
    desk.together._behaviours = answer
    assert desk.together(call(request(2)))


def test_the_callers_own_correlation_id_is_known_from_reading_on(desk: Desk) -> None:
    named, unnamed = call(request(1, correlation_id="theirs")), call(request(2))
    desk.together(named)
    desk.together(unnamed)
    assert (named.correlation_id, unnamed.correlation_id) == ("theirs", "made-here")


def test_who_comes_too_late_is_told(desk: Desk) -> None:
    desk.together.close()
    desk.together._thread.join()
    with pytest.raises(DeadlineError):
        desk.together(call(request(1), seconds=0.01))
