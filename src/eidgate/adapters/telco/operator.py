"""One operator, asked once: a token, a call, an answer or a fault, all within the operator's own time.

The time belongs to the operator and not to the caller: a caller that leaves earlier does not spoil the answer
for the next one, and does not count against the operator.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import Any, Final, TypeVar

import msgspec

from eidgate.adapters.outside.breaker import Breaker
from eidgate.adapters.outside.deadline import Deadline, after
from eidgate.adapters.outside.faults import Fault, OutsideError
from eidgate.adapters.outside.lines import JSON, Came, Lines, Sent
from eidgate.adapters.telco.answers import UnauthorizedError, read
from eidgate.adapters.telco.questions import APIS, Manner
from eidgate.adapters.telco.settings import FRAUD_PREVENTION, OperatorSection
from eidgate.adapters.telco.tokens import Client, Tokens
from eidgate.adapters.telco.watching import OperatorWatcher
from eidgate.core.observation import Reading, SignalState
from eidgate.core.sim_question import SimQuestion
from eidgate.core.terms import Masked
from eidgate.ports import Clock, Randomness
from eidgate.ports.sim_network import SimQuery

T = TypeVar("T")

SUBSCRIBER_SCOPES: Final = ("kyc-match:match", "kyc-tenure:check-tenure")
_CORRELATOR_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an operator's client needs of the worker that it lives in."""

    clock: Clock
    randomness: Randomness
    watcher: OperatorWatcher


class Operator:
    """The client of one operator; thread-safe."""

    def __init__(
        self, section: OperatorSection, secret: Masked, lines: Lines, surroundings: Surroundings
    ) -> None:
        self.section = section
        self._lines, self._in = lines, surroundings
        client = Client(
            token_url=section.token_endpoint,
            client_id=section.client_id,
            secret=secret,
            scope=_scope(section),
        )
        self._tokens = Tokens(client, lines)
        self.breaker = Breaker(changed=partial(surroundings.watcher.breaker, section.code))
        surroundings.watcher.breaker(section.code, self.breaker.state)

    @property
    def timeout(self) -> timedelta:
        """The longest that one question may take."""
        return timedelta(seconds=self.section.timeout_seconds)

    def unasked(self, question: SimQuestion) -> Reading | None:
        """Say why a question need not be sent at all; None if it may be."""
        if question not in self.section.questions:
            return Reading(state=SignalState.NOT_MONITORED)
        if FRAUD_PREVENTION not in self.section.purposes:
            return Reading(state=SignalState.NOT_PERMITTED)
        return None

    def reading(self, query: SimQuery) -> Reading:
        """Ask one question; a fault is a reading too."""
        manner = Manner(dates=self.section.dates, now=self._in.clock.now())

        def answer(deadline: Deadline) -> Reading:
            ask = partial(self.call, deadline=deadline)
            return APIS[query.question].answer(query, manner, ask)

        try:
            return self.attempt(str(query.question), answer, outcome=lambda told: told.state)
        except OutsideError as error:
            said = None if error.fault.weighs else manner.now
            return Reading(state=error.fault.state, as_of=said)

    def attempt(
        self,
        asked: str,
        act: Callable[[Deadline], T],
        *,
        outcome: Callable[[T], str],
        within: timedelta | None = None,
    ) -> T:
        """Do something with the operator within its time, and tell breaker and watcher how it went.

        Raises:
            OutsideError: it did not go, or the breaker is open.
        """
        if not self.breaker.admits():
            self._in.watcher.shed(self.section.code, "breaker")
            raise OutsideError(Fault.UNREACHABLE, "it did not answer before")
        started, limit = perf_counter(), self.timeout if within is None else min(within, self.timeout)
        try:
            done = act(after(limit))
        except OutsideError as error:
            if error.fault.weighs:
                self.breaker.failed()
            else:
                self.breaker.succeeded()
            self._in.watcher.answered(self.section.code, asked, error.fault, perf_counter() - started)
            raise
        self.breaker.succeeded()
        self._in.watcher.answered(self.section.code, asked, outcome(done), perf_counter() - started)
        return done

    def call(
        self,
        path: str,
        body: dict[str, Any],
        kind: type[T],
        *,
        deadline: Deadline,
        token: Masked | None = None,
    ) -> T:
        """Make one call with our own token, or with the one of a phone.

        A token of ours that is refused is replaced once: it may have been withdrawn before its time.

        Raises:
            OutsideError: there is no answer as specified.
        """
        if token is not None:
            return read(self._post(path, body, token, deadline), kind)
        own = self._tokens.current(deadline)
        try:
            return read(self._post(path, body, own, deadline), kind)
        except UnauthorizedError:
            self._tokens.forget(own)
        return read(self._post(path, body, self._tokens.current(deadline), deadline), kind)

    def close(self) -> None:
        """Hang up."""
        self._lines.close()

    def _post(self, path: str, body: dict[str, Any], token: Masked, deadline: Deadline) -> Came:
        correlator = self._in.randomness.bytes(_CORRELATOR_BYTES).hex()
        sent = Sent(
            url=f"{self.section.url.rstrip('/')}/{path}",
            content=msgspec.json.encode(body),
            content_type=JSON,
            headers={"Authorization": f"Bearer {token.reveal()}", "x-correlator": correlator},
        )
        came = self._lines.post(sent, deadline)
        if came.correlator not in {"", correlator}:
            raise OutsideError(Fault.MALFORMED, "the answer belongs to another question")
        return came


def _scope(section: OperatorSection) -> str:
    apis = [APIS[question].scope for question in section.questions]
    return " ".join((f"dpv:{FRAUD_PREVENTION}", *apis, *(SUBSCRIBER_SCOPES if section.subscribers else ())))
