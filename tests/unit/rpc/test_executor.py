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


def test_spare_threads_stand_in_for_those_that_wait_and_end_when_nothing_queues() -> None:
    executor = CallExecutor(Bounds(threads=1, spare=2))
    go, served = threading.Event(), threading.Event()
    waiting = [executor.submit(go.wait) for _ in range(2)]
    executor.submit(served.set)
    assert not served.is_set()

    executor.relieve(1)  # the spare one is held by the second that waits
    eventually(lambda: executor._queue.qsize() == 1)
    executor.relieve(2)
    assert served.wait(timeout=30)

    spares = list(executor._spares)
    assert len(spares) == 2
    go.set()
    eventually(lambda: not any(thread.is_alive() for thread in spares))
    executor.shutdown()
    assert len(waiting) == 2


def test_there_are_no_more_spare_threads_than_the_bound() -> None:
    executor = CallExecutor(Bounds(threads=1, spare=2))
    go = threading.Event()
    for _ in range(9):
        executor.submit(go.wait)
    executor.relieve(8)
    executor.relieve(8)
    assert len(executor._spares) == 2
    go.set()
    executor.shutdown()


def test_nobody_stands_in_while_nothing_queues() -> None:
    executor = CallExecutor(Bounds(threads=1))
    executor.relieve(1)
    assert executor._spares == []
    executor.shutdown()


def test_it_ends_with_every_thread_also_while_spare_ones_stand_in() -> None:
    executor = CallExecutor(Bounds(threads=2, spare=4))
    go = threading.Event()
    for _ in range(6):
        executor.submit(go.wait)
    executor.relieve(4)
    ended = threading.Thread(target=executor.shutdown)
    ended.start()
    go.set()
    ended.join(timeout=30)
    assert not ended.is_alive()
    assert executor.idle
