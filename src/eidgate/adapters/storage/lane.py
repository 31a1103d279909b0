"""The lane: one thread per process that takes what is waiting and makes it durable as one batch.

One commit for many callers is what makes durability cheap: an fsync costs the same for one unit as for sixty.
The lane knows nothing of SQL; an engine does the work. Open it after fork: a thread does not survive one.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, sleep
from typing import Any, Final, Protocol

from eidgate.adapters.storage.cases import Case
from eidgate.adapters.storage.engine import Engine, TransientError
from eidgate.adapters.storage.job import Change, Job
from eidgate.core.errors import EidgateError, UnavailableError

BATCH_LIMIT: Final = 64
"""Units a batch; beyond it the fsync's share of a unit is small already, and the first caller waits for the
last. With four locks a unit it also stays far below PostgreSQL's lock table (64 x max_connections)."""

QUEUE_LIMIT: Final = 1_024
"""Units waiting; about a tenth of a second of work. More would only wait in order to be too late."""

LINGER: Final = 0.001
"""Seconds to wait for company when busy. A fixed linger costs tail latency at low load: it is 0 then."""

FIRST_PAUSE: Final = 0.01
LAST_PAUSE: Final = 0.2
"""Seconds between tries after a transient failure, doubling from the first to the last."""

CLOSING: Final = 15.0
"""Seconds for the lane to finish: its patience with a failing store (5 s) and some batches."""


class Watcher(Protocol):
    """The part of `eidgate.ports.Observer` that the lane speaks to."""

    def committed(self, units: int, seconds: float) -> None:
        """The ledger made a batch durable."""
        ...


class Lane:
    """Orders the writes of one process; `run` may be called by any thread."""

    def __init__(self, engine: Engine, watcher: Watcher) -> None:
        self._engine = engine
        self._watcher = watcher
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._open = True
        self._last_size = 1
        self._thread = Thread(target=self._serve, name="ledger-lane", daemon=True)
        self._thread.start()

    def run(self, works: Sequence[Case | Change], *, timeout: float | None) -> list[Any]:
        """Do each, in order, and return for each its value or the exception that stands in its place."""
        return self.run_each([(work, timeout) for work in works])

    def run_each(self, works: Sequence[tuple[Case | Change, float | None]]) -> list[Any]:
        """Do as `run`, each with a timeout of its own."""
        jobs = [self._enqueue(work, timeout) for work, timeout in works]
        return [_outcome(job) for job in jobs]

    def _enqueue(self, work: Case | Change, timeout: float | None) -> Job:
        job = Job(work, timeout)
        if not self._open:
            job.refuse("the store is closed")
        elif self._queue.qsize() >= QUEUE_LIMIT:
            job.refuse("too many units are waiting for the store")
        else:
            self._queue.put(job)
        return job

    def close(self) -> None:
        """Finish what is waiting, refuse what comes after, end the thread.

        Raises:
            UnavailableError: the store does not let the lane finish; who waits has a timeout of their own.
        """
        self._open = False
        self._queue.put(None)
        self._thread.join(CLOSING)
        if self._thread.is_alive():
            raise UnavailableError(f"the store did not finish within {CLOSING:.0f} s")
        for late in self._waiting():
            late.refuse("the store is closed")

    def _serve(self) -> None:
        while (first := self._queue.get()) is not None:
            self._linger()
            self._see_through([first])

    def _linger(self) -> None:
        """Wait a little for company, but only after a batch that had some, while less came than then."""
        if self._last_size > 1 and self._queue.qsize() + 1 < self._last_size:
            sleep(LINGER)

    def _see_through(self, jobs: list[Job]) -> None:
        """Try until each job is settled: done, at fault itself, or out of patience."""
        pause = FIRST_PAUSE
        while jobs:
            try:
                with self._engine.turn():
                    jobs = [job for job in self._batch(jobs) if job.begun or job.begin()]
                    self._last_size = len(jobs)
                    self._work_off(jobs)
            except TransientError as fault:
                _settle_all(_impatient(jobs), fault)
            except Exception as fault:  # noqa: BLE001 - the lane outlives every fault, and its callers are told
                _settle_all(jobs, fault)
            jobs = _wake_settled(jobs)
            if jobs:
                sleep(pause)
                pause = min(2 * pause, LAST_PAUSE)

    def _batch(self, jobs: list[Job]) -> Iterator[Job]:
        """Yield these jobs and, as far as there is room, those that came while the turn was awaited."""
        yield from jobs
        for _ in range(min(BATCH_LIMIT - len(jobs), self._queue.qsize())):
            job = self._queue.get()
            if job is None:
                self._queue.put(None)
                return
            yield job

    def _waiting(self) -> Iterator[Job]:
        while True:
            try:
                job = self._queue.get_nowait()
            except Empty:
                return
            if job is not None:
                yield job

    def _work_off(self, jobs: list[Job]) -> None:
        """Settle jobs in order: decisions that follow each other together, each change alone."""
        for is_case, run in groupby(jobs, key=lambda job: isinstance(job.work, Case)):
            for batch in [list(run)] if is_case else [[job] for job in run]:
                self._settle(batch)

    def _settle(self, batch: list[Job]) -> None:
        started = monotonic()
        try:
            answers = self._do(batch)
        except (TransientError, UnavailableError):
            raise
        except Exception as fault:  # noqa: BLE001 - some row is at fault: find out whose
            self._settle_each(batch, fault)
            return
        seconds = monotonic() - started
        for job, answer in zip(batch, answers, strict=True):
            job.settle(answer)
        self._watcher.committed(len(batch), seconds)

    def _settle_each(self, batch: list[Job], fault: Exception) -> None:
        """Do each alone after the batch failed, so that only the one at fault fails."""
        if len(batch) == 1:
            batch[0].settle(_as_told(fault))
            return
        for job in batch:
            self._settle([job])

    def _do(self, batch: list[Job]) -> list[Any]:
        if callable(batch[0].work):
            return [self._engine.change(batch[0].work)]
        return list(self._engine.settle([job.work for job in batch if isinstance(job.work, Case)]))


def _outcome(job: Job) -> Any:
    try:
        return job.wait()
    except EidgateError as refusal:
        return refusal


def _settle_all(jobs: list[Job], fault: Exception) -> None:
    """Settle what is not settled yet; a job that never began is begun here to be told why."""
    for job in jobs:
        if not job.settled and (job.begun or job.begin()):
            job.settle(_as_told(fault))


def _impatient(jobs: list[Job]) -> list[Job]:
    now = monotonic()
    return [job for job in jobs if job.ends_at <= now]


def _wake_settled(jobs: list[Job]) -> list[Job]:
    """Wake the callers of settled jobs, after the turn was given up; return the jobs to try again."""
    for job in jobs:
        if job.settled and job.begun:
            job.wake()
    return [job for job in jobs if not job.settled]


def _as_told(fault: Exception) -> Exception:
    """Keep our own errors and words; a store's may quote a row's values, so only its name is told."""
    if isinstance(fault, EidgateError):
        return fault
    why = str(fault) if isinstance(fault, TransientError) else type(fault).__name__
    return UnavailableError(f"the store failed: {why}")
