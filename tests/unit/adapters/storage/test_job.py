from threading import Thread

import pytest

from builders.ledger import unit
from eidgate.adapters.storage import job
from eidgate.adapters.storage.cases import case_of
from eidgate.adapters.storage.job import Job
from eidgate.core.errors import DeadlineError, UnavailableError


def a_job(timeout: float | None = 60.0) -> Job:
    return Job(case_of(unit("r1")), timeout)


def test_a_begun_job_is_waited_for_to_its_answer_even_past_its_time() -> None:
    waited = a_job(0.02)
    assert waited.begin()
    got: list[object] = []
    caller = Thread(target=lambda: got.append(waited.wait()))
    caller.start()
    caller.join(0.1)  # longer than its time: it must still be waiting
    assert caller.is_alive()
    waited.settle("answer")
    waited.wake()
    caller.join()
    assert got == ["answer"]


def test_a_job_given_up_by_its_caller_never_begins() -> None:
    waited = a_job(0.0)
    with pytest.raises(DeadlineError):
        waited.wait()
    assert not waited.begin()
    assert waited.settled


def test_a_job_whose_time_is_over_does_not_begin_and_its_caller_is_told() -> None:
    waited = a_job(0.0)
    assert not waited.begin()
    assert isinstance(waited.wait(), DeadlineError)


def test_without_a_timeout_of_its_own_it_is_the_store_that_is_unavailable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(job, "PATIENCE", 0.0)
    with pytest.raises(UnavailableError):
        a_job(None).wait()


def test_a_refused_job_tells_why() -> None:
    waited = a_job()
    waited.refuse("full")
    assert str(waited.wait()) == "full"
