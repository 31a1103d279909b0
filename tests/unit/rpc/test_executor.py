"""The pool: bounded, and its futures complete."""

import threading

from builders.supervised import eventually
from eidgate.rpc.executor import Bounds, CallExecutor, Refusal


def test_a_callback_runs_once_whether_added_before_or_after_the_end() -> None:
    executor = CallExecutor(Bounds(threads=1))
    called: list[str] = []
    go, gone = threading.Event(), threading.Event()
    early = executor.submit(go.wait)
    early.add_done_callback(lambda _: called.append("early"))
    late = executor.submit(gone.set)
    go.set()
    gone.wait()
    eventually(lambda: executor.idle)
    late.add_done_callback(lambda _: called.append("late"))
    executor.shutdown()
    assert called == ["early", "late"]


def test_a_call_that_raises_is_completed_and_its_thread_lives_on() -> None:
    executor = CallExecutor(Bounds(threads=1))
    done: list[object] = []
    executor.submit(lambda: 1 / 0).add_done_callback(done.append)
    executor.submit(lambda: None).add_done_callback(done.append)
    executor.shutdown()
    assert len(done) == 2


def test_what_does_not_fit_runs_on_the_thread_that_refuses() -> None:
    executor = CallExecutor(Bounds(threads=1, waiting=1))
    started, go = threading.Event(), threading.Event()
    seen: list[Refusal | None] = []

    def occupy() -> None:
        started.set()
        go.wait()

    executor.submit(occupy)
    started.wait()
    executor.submit(lambda: seen.append(executor.refusal()))
    executor.submit(lambda: seen.append(executor.refusal()))
    eventually(lambda: len(seen) == 1)
    go.set()
    executor.shutdown()
    assert seen == [Refusal.CROWDED, None]


def test_after_closing_new_calls_are_refused_and_queued_ones_served() -> None:
    executor = CallExecutor(Bounds(threads=1))
    started, go = threading.Event(), threading.Event()
    seen: list[Refusal | None] = []

    def occupy() -> None:
        started.set()
        go.wait()

    executor.submit(occupy)
    started.wait()
    executor.submit(lambda: seen.append(executor.refusal()))
    executor.close_to_new_calls()
    executor.submit(lambda: seen.append(executor.refusal()))
    eventually(lambda: len(seen) == 1)
    go.set()
    executor.shutdown()
    assert seen == [Refusal.DRAINING, None]
