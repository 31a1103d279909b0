"""The threads that ask one bank, and the callers that may wait for them: a bulkhead of its own for each.

A slow bank can hold its own threads and its own few callers, and nothing else. Callers who ask about the same
account share one call.
"""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from eidgate.adapters.banks.bank import Bank
from eidgate.adapters.banks.memory import Memory
from eidgate.adapters.outside.deadline import Deadline
from eidgate.core.binding.registration import NOT_PERMITTED, UNAVAILABLE, Registration
from eidgate.core.terms import Instrument

MOST_PENDING: Final = 256
"""Questions to one bank that wait or are under way: two full batches and more."""

_NO_ANSWERS: Final = (UNAVAILABLE, NOT_PERMITTED)


@dataclass(slots=True, kw_only=True)
class _Flight:
    future: "Future[Registration]"
    wanted_until: Deadline


class Crew:
    """Asks one bank; thread-safe."""

    def __init__(self, bank: Bank, memory: Memory) -> None:
        self.bank = bank
        self._memory = memory
        section = bank.section
        self._threads = ThreadPoolExecutor(section.connections, thread_name_prefix=f"bank-{section.code}")
        self._places = threading.BoundedSemaphore(section.callers)
        self._flights: dict[str, _Flight] = {}
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def place(self) -> Iterator[bool]:
        """Take one of the places where callers wait, if there is one; say whether."""
        taken = self._places.acquire(blocking=False)
        if not taken:
            self.bank.watcher.shed(self.bank.section.code, "callers")
        try:
            yield taken
        finally:
            if taken:
                self._places.release()

    def begin(self, payee: Instrument, until: Deadline) -> "Future[Registration] | None":
        """Ask, and do not wait; None when too much is pending already, or after the end."""
        with self._lock:
            flight = self._flights.get(payee.key)
            if flight is not None:
                flight.wanted_until = max(flight.wanted_until, until, key=lambda one: one.at)
                return flight.future
            if len(self._flights) >= MOST_PENDING or self._closed:
                self.bank.watcher.shed(self.bank.section.code, "pending")
                return None
            future = self._threads.submit(self._fly, payee)
            self._flights[payee.key] = _Flight(future=future, wanted_until=until)
            return future

    def close(self) -> None:
        """Take no more questions; what is under way ends by the bank's time."""
        with self._lock:
            self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.bank.close()

    def _fly(self, payee: Instrument) -> Registration:
        with self._lock:
            if self._flights[payee.key].wanted_until.passed:
                del self._flights[payee.key]  # everybody who wanted to know has gone
                return UNAVAILABLE
        try:
            return self._ask(payee)
        finally:
            with self._lock:
                del self._flights[payee.key]

    def _ask(self, payee: Instrument) -> Registration:
        told = self.bank.ask(payee)
        if told not in _NO_ANSWERS:
            fresh = timedelta(seconds=self.bank.section.fresh_seconds)
            self._memory.keep(payee, told, now=self.bank.clock.now(), fresh=fresh)
        return told
