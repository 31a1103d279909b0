"""Where handlers run: a few threads behind a bounded queue, and one thread that refuses what does not fit.

Two thirds of `ThreadPoolExecutor`'s cost a call is its `Future` and its idle semaphore; this one hands calls
over a `SimpleQueue` and keeps of the future only what grpc asks for. It completes that future when the
handler has ended: grpc counts concurrent calls and waits in a graceful stop by it. Running a handler inline
in grpc's serving thread would deadlock, because that thread delivers the request's message.
"""

import threading
import time
from collections.abc import Callable
from concurrent import futures
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from queue import Empty, SimpleQueue
from typing import Any, Final

from eidgate.rpc.logger import LOGGER

_COMPLETION: Final = threading.Lock()
"""Guards every call's hand-over of its callback: held for two assignments, so one lock is enough."""

_SPARE_IDLE: Final = timedelta(milliseconds=200)  # longer than between two looks at who waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much a process takes on before it refuses.

    `threads` run handlers; `waiting` more calls queue for them; beyond that a call is refused by the one
    thread that does nothing else, and beyond `refusing` waiting refusals grpc itself refuses, without advice.
    `spare` more threads may stand in for those that wait for their caller; some 50 KB each while they live.
    """

    threads: int = 32
    waiting: int = 256
    refusing: int = 1024
    spare: int = 256

    @property
    def calls(self) -> int:
        """All calls that one process holds at a time."""
        return self.threads + self.spare + self.waiting + self.refusing


class Refusal(StrEnum):
    """Why a call is not served."""

    CROWDED = "crowded"
    """More calls wait than can be answered in time."""
    DRAINING = "draining"
    """The process is about to end."""


class _Work:
    """One submitted call: just enough of a future for grpc's `add_done_callback`."""

    __slots__ = ("_arguments", "_callback", "_done", "_function", "arrived_at")

    def __init__(self, function: Callable[..., object], arguments: tuple[Any, ...]) -> None:
        self._function = function
        self._arguments = arguments
        self._callback: Callable[[Any], object] | None = None
        self._done = False
        self.arrived_at = time.perf_counter()

    def add_done_callback(self, callback: Callable[[Any], object]) -> None:
        with _COMPLETION:
            if not self._done:
                self._callback = callback
                return
        callback(self)

    def run(self) -> None:
        try:
            self._function(*self._arguments)
        except Exception:  # noqa: BLE001 (a thread of the pool must outlive any call)
            LOGGER.exception("a call ended outside its handler")
        finally:
            with _COMPLETION:
                self._done = True
                callback = self._callback
            if callback is not None:
                callback(self)


class CallExecutor(futures.Executor):
    """A `futures.Executor` as far as a grpc server uses one: `submit` and `shutdown`.

    A handler asks `refusal()` first: None means go on.
    """

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._queue: SimpleQueue[_Work | None] = SimpleQueue()
        self._refused: SimpleQueue[_Work | None] = SimpleQueue()
        self._closed = False
        self._submitted = 0
        self._completed = 0
        self._arrived_at: dict[int, float] = {}
        self._threads = [self._thread(f"call-{n}", self._queue) for n in range(bounds.threads)]
        self._spares: list[threading.Thread] = []
        self._refuser = self._thread("call-refuser", self._refused)
        for thread in (*self._threads, self._refuser):
            thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:  # noqa: ARG002 (grpc passes none)
        """Queue a call, to be served or to be refused; never blocks."""
        work = _Work(fn, args)
        self._submitted += 1  # grpc submits from one thread
        crowded = self._queue.qsize() >= self.bounds.waiting
        (self._refused if crowded or self._closed else self._queue).put(work)
        return work

    @property
    def idle(self) -> bool:
        """Whether no call is queued or running."""
        return self._submitted == self._completed

    def arrived_at(self) -> float:
        """Return when the call that runs on this thread arrived, by `time.perf_counter`."""
        return self._arrived_at[threading.get_ident()]

    def refusal(self) -> Refusal | None:
        """Say why the call that runs on this thread is refused, or None to serve it."""
        if threading.get_ident() != self._refuser.ident:
            return None
        return Refusal.DRAINING if self._closed else Refusal.CROWDED

    def close_to_new_calls(self) -> None:
        """Refuse what arrives from now on; what is already queued will be served."""
        self._closed = True

    def relieve(self, held: int) -> None:
        """While calls queue, let spare threads stand in for `held` others; for one thread to call.

        A spare one ends when the queue is empty for a moment, so that an attack leaves nothing behind.
        """
        if self._queue.empty():
            return
        self._spares = [thread for thread in self._spares if thread.is_alive()]
        for _ in range(min(held, self.bounds.spare) - len(self._spares)):
            thread = threading.Thread(name="call-spare", target=self._stand_in, daemon=True)
            self._spares.append(thread)
            thread.start()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 (as in the base class)
        """Let the threads end after the calls that are queued."""
        for _ in self._threads:
            self._queue.put(None)
        self._refused.put(None)
        if wait:
            for thread in (*self._threads, *self._spares, self._refuser):
                thread.join()

    def _thread(self, name: str, queue: SimpleQueue[_Work | None]) -> threading.Thread:
        return threading.Thread(name=name, target=self._serve, args=(queue,), daemon=True)

    def _serve(self, queue: SimpleQueue[_Work | None]) -> None:
        get, thread = queue.get, threading.get_ident()
        while (work := get()) is not None:
            self._do(work, thread)
            del work  # an idle thread must not keep the last call's request alive

    def _stand_in(self) -> None:
        thread = threading.get_ident()
        with suppress(Empty):
            while (work := self._queue.get(timeout=_SPARE_IDLE.total_seconds())) is not None:
                self._do(work, thread)
                del work
            self._queue.put(None)  # it was to end one of the usual threads

    def _do(self, work: _Work, thread: int) -> None:
        self._arrived_at[thread] = work.arrived_at
        work.run()
        with _COMPLETION:
            self._completed += 1
