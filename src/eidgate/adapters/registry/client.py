"""The population registry as a port: remembered, bounded, retried within a budget, given up while it is down.

Whatever the registry does, the caller has an answer when its time is over: each question runs on a thread of
a small crew of its own, so that not even a name server that hangs holds the caller.
"""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from datetime import timedelta
from threading import BoundedSemaphore
from time import monotonic, perf_counter
from typing import Final

from eidgate.adapters.outside.breaker import Breaker
from eidgate.adapters.outside.deadline import Deadline
from eidgate.adapters.outside.faults import OutsideError
from eidgate.adapters.outside.lines import JSON, Lines, Sent
from eidgate.adapters.registry.budget import RetryBudget
from eidgate.adapters.registry.memory import Memory
from eidgate.adapters.registry.messages import answer, question
from eidgate.adapters.registry.settings import RegistrySection, secure_context
from eidgate.adapters.registry.watching import NobodyWatches, RegistryWatcher
from eidgate.core.binding.registry import UNAVAILABLE, Person, RegistryAnswer
from eidgate.ports import Clock

MOST_TRIES: Final = 2
"""A second try meets another instance or a network that recovered; a third meets the same outage again."""

NOBODY: Final = NobodyWatches()


class RegistryClient:
    """Implements `eidgate.ports.PopulationRegistry` over HTTPS with mutual TLS."""

    def __init__(self, section: RegistrySection, *, clock: Clock, watcher: RegistryWatcher = NOBODY) -> None:
        """Prepare to ask; nobody is called yet.

        Raises:
            ConfigurationError: the address or a file cannot be used.
        """
        self._section, self._clock, self._watcher = section, clock, watcher
        self._lines = Lines(secure_context(section))
        self._breaker = Breaker(changed=watcher.breaker)
        self._budget = RetryBudget()
        self._memory = Memory(
            fresh=timedelta(seconds=section.fresh_seconds), stale=timedelta(seconds=section.stale_seconds)
        )
        self._threads = ThreadPoolExecutor(section.callers, thread_name_prefix="registry")
        self._places = BoundedSemaphore(section.callers)

    def match(self, person: Person, *, within: timedelta) -> RegistryAnswer:
        """Compare a person's fields with the registered ones; see the port."""
        now = self._clock.now()
        known = self._memory.fresh(person, now=now)
        if known is not None:
            return self._recalled(known)
        told = self._ask(person, within)
        if told is None:
            stale = self._memory.stale(person, now=now)
            return UNAVAILABLE if stale is None else self._recalled(stale)
        self._memory.keep(person, told, now=now)
        return told

    def close(self) -> None:
        """Take no more questions; what is under way ends by its own time."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._lines.close()

    def _ask(self, person: Person, within: timedelta) -> RegistryAnswer | None:
        seconds = min(within.total_seconds(), self._section.timeout_seconds)
        if seconds <= 0:
            return None
        if not self._places.acquire(blocking=False):
            self._watcher.shed("callers")
            return None
        if not self._breaker.admits():
            self._places.release()
            self._watcher.shed("breaker")
            return None
        return self._wait(person, seconds)

    def _wait(self, person: Person, seconds: float) -> RegistryAnswer | None:
        """Wait for the crew; its place is free again when the crew has ended, not when the caller goes."""
        whole = Deadline(at=monotonic() + seconds)
        future = self._threads.submit(self._tries, question(person), whole)
        future.add_done_callback(lambda _: self._places.release())
        try:
            return future.result(timeout=seconds)
        except NotInTime:
            return None

    def _tries(self, content: bytes, whole: Deadline) -> RegistryAnswer | None:
        self._budget.pay_in()
        for number in range(1, MOST_TRIES + 1):
            try:
                return self._try(content, whole)
            except OutsideError as error:
                if not error.fault.weighs or whole.passed:
                    return None
                if number == MOST_TRIES or not self._budget.spend():
                    return None
        return None

    def _try(self, content: bytes, whole: Deadline) -> RegistryAnswer:
        started = perf_counter()
        until = Deadline(at=min(whole.at, monotonic() + self._section.try_seconds))
        sent = Sent(url=self._section.url, content=content, content_type=JSON, headers={})
        try:
            came = self._lines.post(sent, until)
            told = answer(came.status, came.content, now=self._clock.now())
        except OutsideError as error:
            self._watcher.asked(error.fault, perf_counter() - started)
            if error.fault.weighs:
                self._breaker.failed()
            else:
                self._breaker.succeeded()
            raise
        self._breaker.succeeded()
        self._watcher.asked(told.result, perf_counter() - started)
        return told

    def _recalled(self, known: RegistryAnswer) -> RegistryAnswer:
        age = timedelta(0) if known.as_of is None else max(timedelta(0), self._clock.now() - known.as_of)
        self._watcher.recalled(known.result, age)
        return known
