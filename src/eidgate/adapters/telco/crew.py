"""The threads that ask one operator, and the callers that may wait for them: a bulkhead of its own for each.

A slow operator can hold its own threads and its own few callers, and nothing else. Two callers who ask the
same about the same number share one call.
"""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from eidgate.adapters.outside.deadline import Deadline
from eidgate.adapters.telco.memory import Ages, Key, Memory, key_of
from eidgate.adapters.telco.operator import Operator, Surroundings
from eidgate.core.observation import Reading, SignalState
from eidgate.ports.sim_network import SimQuery

MOST_PENDING: Final = 1024
"""Questions to one operator that wait or are under way: two full batches with every question."""

UNAVAILABLE: Final = Reading(state=SignalState.UNAVAILABLE)


@dataclass(slots=True, kw_only=True)
class _Flight:
    future: "Future[Reading]"
    wanted_until: Deadline


class Crew:
    """Asks one operator; thread-safe."""

    def __init__(self, operator: Operator, memory: Memory, surroundings: Surroundings) -> None:
        self.operator = operator
        self._memory, self._in = memory, surroundings
        self._threads = ThreadPoolExecutor(
            operator.section.connections, thread_name_prefix=f"operator-{operator.section.code}"
        )
        self._places = threading.BoundedSemaphore(operator.section.callers)
        self._flights: dict[Key, _Flight] = {}
        self._lock = threading.Lock()

    @property
    def ages(self) -> Ages:
        """How old the operator's answers may be."""
        section = self.operator.section
        return Ages(
            fresh=timedelta(seconds=section.fresh_seconds), stale=timedelta(seconds=section.stale_seconds)
        )

    @contextmanager
    def place(self) -> Iterator[bool]:
        """Take one of the places where callers wait, if there is one; say whether."""
        taken = self._places.acquire(blocking=False)
        if not taken:
            self._shed("callers")
        try:
            yield taken
        finally:
            if taken:
                self._places.release()

    def begin(self, queries: Sequence[SimQuery], until: Deadline) -> "list[Future[Reading] | None]":
        """Ask everything at once, and do not wait; None for what is not asked."""
        return [self._begin(query, until) for query in queries]

    def close(self) -> None:
        """Take no more questions; what is under way ends by the operator's time."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.operator.close()

    def _begin(self, query: SimQuery, until: Deadline) -> "Future[Reading] | None":
        key = key_of(query)
        with self._lock:
            flight = self._flights.get(key)
            if flight is not None:
                flight.wanted_until = max(flight.wanted_until, until, key=lambda one: one.at)
                return flight.future
            known = self._memory.fresh(key, self.ages, now=self._in.clock.now())
            if known is not None:  # it landed since we looked
                return _landed(known)
            if len(self._flights) < MOST_PENDING:
                future = self._threads.submit(self._fly, key, query)
                self._flights[key] = _Flight(future=future, wanted_until=until)
                return future
        self._shed("pending")
        return None

    def _fly(self, key: Key, query: SimQuery) -> Reading:
        with self._lock:
            if self._flights[key].wanted_until.passed:
                del self._flights[key]  # everybody who wanted to know has gone
                return UNAVAILABLE
        reading = UNAVAILABLE
        try:
            reading = self.operator.reading(query)
            self._memory.keep(key, reading, now=self._in.clock.now())
        finally:
            with self._lock:
                del self._flights[key]
        return reading

    def _shed(self, why: str) -> None:
        self._in.watcher.shed(self.operator.section.code, why)


def _landed(reading: Reading) -> "Future[Reading]":
    future: Future[Reading] = Future()
    future.set_result(reading)
    return future
