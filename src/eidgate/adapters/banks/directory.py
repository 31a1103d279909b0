"""`ports.PayeeDirectory`: which bank keeps the account, what do we remember, and the rest asked at once."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

from eidgate.adapters.banks.bank import Bank
from eidgate.adapters.banks.crew import Crew
from eidgate.adapters.banks.memory import Memory
from eidgate.adapters.outside.deadline import Deadline, after
from eidgate.core.binding.registration import NOT_ASKED, UNAVAILABLE, Registration
from eidgate.core.terms import Instrument
from eidgate.ports import Clock
from eidgate.ports.payee_directory import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One question: answered already (`known`), or under way at a bank, or asked by nobody."""

    known: Registration | None = None
    crew: Crew | None = None
    flight: "Future[Registration] | None" = None


class BankDirectory:
    """The name enquiries of several banks as one directory; thread-safe."""

    def __init__(self, banks: Sequence[Bank], *, clock: Clock) -> None:
        self._clock, self._memory = clock, Memory()
        self._crews: Mapping[str, Crew] = {
            institution: crew
            for crew in [Crew(bank, self._memory) for bank in banks]
            for institution in crew.bank.section.institutions
        }

    def begin(self, payees: Sequence[Instrument], *, within: timedelta) -> Answers:
        """Ask about several accounts at once; see the port."""
        until = after(within)
        asked = [self._begin(payee, until) for payee in payees]
        return lambda: self._finish(asked, until)

    def close(self) -> None:
        """Ask nobody any more."""
        for crew in set(self._crews.values()):
            crew.close()

    def _begin(self, payee: Instrument, until: Deadline) -> _Asked:
        crew = self._crews.get(payee.institution)
        if crew is None:
            return _Asked(known=NOT_ASKED)
        now = self._clock.now()
        known = self._memory.fresh(payee, now=now)
        if known is not None:
            age = timedelta(0) if known.as_of is None else max(timedelta(0), now - known.as_of)
            crew.bank.watcher.recalled(crew.bank.section.code, age)
            return _Asked(known=known)
        return _Asked(crew=crew, flight=None if until.passed else crew.begin(payee, until))

    def _finish(self, asked: Sequence[_Asked], until: Deadline) -> list[Registration]:
        """Wait for all of it; who finds no place to wait goes on with what is there."""
        with ExitStack() as places:
            crews = {one.crew for one in asked if one.crew is not None and one.flight is not None}
            admitted = {crew for crew in crews if places.enter_context(crew.place())}
            flights = [one.flight for one in asked if one.flight is not None and one.crew in admitted]
            if flights and not until.passed:
                wait(flights, timeout=_left(until))
        return [_answer(one) for one in asked]


def _left(until: Deadline) -> float:
    """Return the seconds that are left, which may have ended since anybody looked."""
    try:
        return until.left()
    except TimeoutError:
        return 0.0


def _answer(asked: _Asked) -> Registration:
    if asked.known is not None:
        return asked.known
    flight = asked.flight
    if flight is None or not flight.done() or flight.cancelled() or flight.exception() is not None:
        return UNAVAILABLE
    return flight.result()
