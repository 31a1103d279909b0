"""One bank, asked once: a call, an answer or a fault, all within the bank's own time.

The time belongs to the bank and not to the caller: a caller that leaves earlier does not spoil the answer for
the next one, and does not count against the bank.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import Final

from eidgate.adapters.banks.messages import answer, question
from eidgate.adapters.banks.settings import BankSection, secure_context
from eidgate.adapters.banks.watching import BankWatcher
from eidgate.adapters.outside.breaker import Breaker
from eidgate.adapters.outside.deadline import after
from eidgate.adapters.outside.faults import Fault, OutsideError
from eidgate.adapters.outside.lines import JSON, Lines, Sent
from eidgate.core.binding.registration import NOT_PERMITTED, UNAVAILABLE, Registration
from eidgate.core.terms import Instrument
from eidgate.ports import Clock, Randomness

_CORRELATOR_BYTES: Final = 16


class Bank:
    """The client of one bank; thread-safe."""

    def __init__(
        self, section: BankSection, *, clock: Clock, randomness: Randomness, watcher: BankWatcher
    ) -> None:
        """Prepare to ask; nobody is called yet.

        Raises:
            ConfigurationError: a file cannot be used.
        """
        self.section, self.watcher, self.clock = section, watcher, clock
        self._randomness = randomness
        self._lines = Lines(secure_context(section))
        self._breaker = Breaker(changed=partial(watcher.breaker, section.code))
        watcher.breaker(section.code, self._breaker.state)

    def ask(self, payee: Instrument) -> Registration:
        """Ask to whom an account is registered; a fault is an answer too."""
        if not self._breaker.admits():
            self.watcher.shed(self.section.code, "breaker")
            return UNAVAILABLE
        started = perf_counter()
        try:
            told = self._told(payee)
        except OutsideError as error:
            self._note(error.fault, started, healthy=not error.fault.weighs)
            return NOT_PERMITTED if error.fault is Fault.NOT_PERMITTED else UNAVAILABLE
        self._note(told.standing, started, healthy=True)
        return told

    def close(self) -> None:
        """Hang up."""
        self._lines.close()

    def _told(self, payee: Instrument) -> Registration:
        correlator = self._randomness.bytes(_CORRELATOR_BYTES).hex()
        sent = Sent(
            url=self.section.url,
            content=question(payee),
            content_type=JSON,
            headers={"x-correlator": correlator},
        )
        came = self._lines.post(sent, after(timedelta(seconds=self.section.timeout_seconds)))
        if came.correlator not in {"", correlator}:
            raise OutsideError(Fault.MALFORMED, "the answer belongs to another question")
        return answer(came, payee, now=self.clock.now())

    def _note(self, outcome: str, started: float, *, healthy: bool) -> None:
        tell: Callable[[], None] = self._breaker.succeeded if healthy else self._breaker.failed
        tell()
        self.watcher.asked(self.section.code, outcome, perf_counter() - started)
