"""`ports.SimNetwork`: whose number is it, what do we remember, and everything else asked at the same time."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta

from eidgate.adapters.outside.deadline import Deadline, after
from eidgate.adapters.telco.crew import UNAVAILABLE, Crew
from eidgate.adapters.telco.memory import Memory, key_of
from eidgate.adapters.telco.operator import Operator, Surroundings
from eidgate.core.observation import NOT_ASKED, Reading
from eidgate.core.terms import Instant, Masked
from eidgate.ports.sim_network import PortedNumbers, SimQuery


@dataclass(slots=True, kw_only=True)
class _Open:
    """Questions of one call that one operator is to answer, by their places in the call."""

    crew: Crew
    places: list[int] = field(default_factory=list)
    queries: list[SimQuery] = field(default_factory=list)
    futures: "list[Future[Reading] | None]" = field(default_factory=list)


class OperatorNetwork:
    """Several operators as one network; thread-safe."""

    def __init__(
        self, operators: Sequence[Operator], numbers: PortedNumbers, surroundings: Surroundings
    ) -> None:
        self._numbers, self._in = numbers, surroundings
        self._memory = Memory()
        self._crews: Mapping[str, Crew] = {
            one.section.code: Crew(one, self._memory, surroundings) for one in operators
        }

    def ask(self, queries: Sequence[SimQuery], *, within: timedelta) -> list[Reading]:
        """Answer from memory what it can, ask the rest at once, and wait no longer than allowed."""
        now, until = self._in.clock.now(), after(within)
        readings: list[Reading] = [NOT_ASKED] * len(queries)
        opened: dict[str, _Open] = {}
        serving: dict[Masked, Crew | None] = {}
        for place, query in enumerate(queries):
            if query.phone not in serving:
                serving[query.phone] = self._crew(query)
            crew = serving[query.phone]
            known = NOT_ASKED if crew is None else self._known(query, crew, now)
            if known is not None or crew is None:
                readings[place] = known or NOT_ASKED
                continue
            one = opened.setdefault(crew.operator.section.code, _Open(crew=crew))
            one.places.append(place)
            one.queries.append(query)
        self._wait(list(opened.values()), until)
        for one in opened.values():
            for place, query, future in zip(one.places, one.queries, one.futures, strict=True):
                readings[place] = self._final(query, one.crew, future, now)
        return readings

    def crew(self, operator: str) -> Crew | None:
        """Return who asks an operator, by its code."""
        return self._crews.get(operator)

    def close(self) -> None:
        """Ask nobody any more."""
        for crew in self._crews.values():
            crew.close()

    def _crew(self, query: SimQuery) -> Crew | None:
        code = self._numbers.operator_of(query.phone)
        return None if code is None else self._crews.get(code)

    def _known(self, query: SimQuery, crew: Crew, now: Instant) -> Reading | None:
        unasked = crew.operator.unasked(query.question)
        if unasked is not None:
            return unasked
        found = self._memory.fresh(key_of(query), crew.ages, now=now)
        if found is not None:
            self._recalled(crew, found, now)
        return found

    def _wait(self, opened: Sequence[_Open], until: Deadline) -> None:
        """Begin everything, then wait for all of it; who finds no place to wait goes on at once."""
        with ExitStack() as places:
            for one in opened:
                admitted = not until.passed and places.enter_context(one.crew.place())
                one.futures = one.crew.begin(one.queries, until) if admitted else [None] * len(one.queries)
            begun = [future for one in opened for future in one.futures if future is not None]
            if begun and not until.passed:
                wait(begun, timeout=until.left())

    def _final(self, query: SimQuery, crew: Crew, future: "Future[Reading] | None", now: Instant) -> Reading:
        came = UNAVAILABLE
        if future is not None and future.done() and not future.cancelled() and not future.exception():
            came = future.result()
        final = self._memory.instead(key_of(query), came, crew.ages, now=now)
        if final is not came:
            self._recalled(crew, final, now)
        return final

    def _recalled(self, crew: Crew, reading: Reading, now: Instant) -> None:
        age = timedelta(0) if reading.as_of is None else max(timedelta(0), now - reading.as_of)
        self._in.watcher.recalled(crew.operator.section.code, reading.state, age)
