from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from threading import Event, Thread
from typing import Any

import pytest

from builders.ledger import unit
from eidgate.adapters.storage.cases import Case, case_of
from eidgate.adapters.storage.engine import Session, TransientError
from eidgate.adapters.storage.lane import BATCH_LIMIT, Lane
from eidgate.adapters.storage.weighing import Answer, Known
from eidgate.core.errors import DeadlineError, NotFoundError, UnavailableError
from eidgate.ports import Recorded


class Scripted:
    """An engine in memory that fails as told: each fault is raised once, before anything is done."""

    def __init__(self, *faults: Exception) -> None:
        self.faults = list(faults)
        self.batches: list[int] = []
        self.at_fault: set[str] = set()

    def turn(self) -> AbstractContextManager[None]:
        return nullcontext()

    def settle(self, cases: Sequence[Case]) -> list[Answer]:
        self._fail()
        names = [case.unit.claim.request.request_id for case in cases]
        if self.at_fault & set(names):
            raise ValueError("a row does not fit")
        self.batches.append(len(cases))
        return [Recorded(record=name.encode(), replayed=False) for name in names]

    def change(self, act: Callable[[Session], Any]) -> Any:
        self._fail()
        self.batches.append(1)
        return act(None)  # type: ignore[arg-type]  # these acts read nothing

    def _fail(self) -> None:
        if self.faults:
            raise self.faults.pop(0)

    def read(self, question: Callable[[Session], Any]) -> Any:
        raise NotImplementedError

    def look(self, case: Case) -> Known:
        raise NotImplementedError

    def close(self) -> None:
        pass


class Quiet:
    def committed(self, units: int, seconds: float) -> None:
        pass


@pytest.fixture
def engine() -> Scripted:
    return Scripted()


@pytest.fixture
def lane(engine: Scripted) -> Iterator[Lane]:
    opened = Lane(engine, Quiet())
    yield opened
    opened.close()


def cases(*names: str) -> list[Case]:
    return [case_of(unit(name)) for name in names]


def records(answers: list[Any]) -> list[str]:
    return [each.record.decode() for each in answers]


def test_a_transient_fault_is_tried_again(lane: Lane, engine: Scripted) -> None:
    engine.faults = [TransientError("deadlock"), TransientError("gone")]
    assert records(lane.run(cases("a"), timeout=60)) == ["a"]


def test_a_transient_fault_that_outlasts_the_time_is_unavailable(lane: Lane, engine: Scripted) -> None:
    engine.faults = [TransientError("gone")] * 1000
    [answer] = lane.run(cases("a"), timeout=0.05)
    assert isinstance(answer, UnavailableError)
    engine.faults = []
    assert records(lane.run(cases("b"), timeout=60)) == ["b"]


def test_an_unavailable_store_is_told_at_once_and_the_next_tries_anew(lane: Lane, engine: Scripted) -> None:
    engine.faults = [UnavailableError("full")]
    [answer] = lane.run(cases("a"), timeout=60)
    assert str(answer) == "full"
    assert records(lane.run(cases("b"), timeout=60)) == ["b"]


def test_a_row_at_fault_fails_alone(lane: Lane, engine: Scripted) -> None:
    engine.at_fault = {"b"}
    first, fault, last = lane.run(cases("a", "b", "c"), timeout=60)
    assert records([first, last]) == ["a", "c"]
    assert str(fault) == "the store failed: ValueError"


def test_a_change_goes_between_the_decisions_around_it(lane: Lane) -> None:
    answers = lane.run([*cases("a"), lambda _: "changed", *cases("b")], timeout=60)
    assert answers[1] == "changed"
    assert records([answers[0], answers[2]]) == ["a", "b"]


def test_a_refusal_of_a_change_is_its_answer(lane: Lane) -> None:
    def refuse(_: Session) -> None:
        raise NotFoundError("no such binding")

    [answer] = lane.run([refuse], timeout=60)
    assert isinstance(answer, NotFoundError)


def test_what_waits_goes_together_up_to_the_limit(lane: Lane, engine: Scripted) -> None:
    entered, leave = Event(), Event()

    def hold(_: Session) -> None:
        entered.set()
        leave.wait()

    holder = Thread(target=lane.run, args=([hold],), kwargs={"timeout": 60})
    holder.start()
    entered.wait()
    answers: list[Any] = []
    many = cases(*[str(i) for i in range(BATCH_LIMIT + 5)])
    caller = Thread(target=lambda: answers.extend(lane.run(many, timeout=60)))
    caller.start()
    while lane._queue.qsize() < len(many):
        pass
    leave.set()
    caller.join()
    holder.join()
    assert records(answers) == [str(i) for i in range(BATCH_LIMIT + 5)]
    assert engine.batches == [1, BATCH_LIMIT, 5]


def test_a_timeout_that_is_over_is_a_deadline(lane: Lane, engine: Scripted) -> None:
    [answer] = lane.run(cases("a"), timeout=0)
    assert isinstance(answer, DeadlineError)
    assert engine.batches == []


def test_closing_finishes_what_was_begun_and_refuses_the_rest(engine: Scripted) -> None:
    lane = Lane(engine, Quiet())
    assert records(lane.run(cases("a"), timeout=60)) == ["a"]
    lane.close()
    [answer] = lane.run(cases("b"), timeout=60)
    assert str(answer) == "the store is closed"
    lane.close()
