"""What operators said, and how old it is: bounded, in memory only, never in a log or on a disk."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from eidgate.core.observation import Reading, SignalState
from eidgate.core.shape import replace
from eidgate.core.sim_question import SimQuestion
from eidgate.core.terms import Instant, Masked
from eidgate.ports.sim_network import SimQuery

MOST: Final = 20_000
"""Answers in a worker, about 10 MiB; the one that was not asked for the longest goes first."""
SILENCE: Final = timedelta(seconds=2)
"""How long a number is not asked about again after no answer: longer than a client's retries take."""
REFUSAL: Final = timedelta(seconds=30)
"""How long a no for this number stands (unknown, not watched, not permitted); numbers move at any time."""

_ANSWERS: Final = frozenset({SignalState.OBSERVED, SignalState.NOT_OBSERVED})
_PASSING: Final = frozenset({SimQuestion.CALL_FORWARDING})
"""What ends as it began: that it was so says nothing of now. A swap that happened has happened for good."""


@dataclass(frozen=True, slots=True)
class Key:
    """One question as it was asked; the number is masked when printed."""

    phone: Masked
    question: SimQuestion
    window: timedelta
    since: date


def key_of(query: SimQuery) -> Key:
    """Return what two equal questions share."""
    return Key(query.phone, query.question, query.window, query.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """How long an operator's answers stand for the present, and how long they are shown as STALE."""

    fresh: timedelta
    stale: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    answer: Reading | None = None
    gap: Reading | None = None
    gap_at: Instant | None = None


_NOTHING: Final = _Said()


class Memory:
    """The last answer and the last gap of each question; thread-safe."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._said: OrderedDict[Key, _Said] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, key: Key, reading: Reading, *, now: Instant) -> None:
        """Remember what was said; a gap does not push out the answer before it."""

        def change(said: _Said) -> _Said:
            if reading.state in _ANSWERS:
                return _Said(answer=reading)
            return replace(said, gap=reading, gap_at=now)

        self._change(key, change)

    def fresh(self, key: Key, ages: Ages, *, now: Instant) -> Reading | None:
        """Return a reading that is young enough to ask nobody."""
        said = self._look(key)
        if said.gap is not None and said.gap_at is not None:
            lasts = SILENCE if said.gap.state is SignalState.UNAVAILABLE else REFUSAL
            if timedelta(0) <= now - said.gap_at <= lasts:
                return said.gap
        age = _age(said.answer, now)
        return said.answer if age is not None and age <= ages.fresh else None

    def instead(self, key: Key, gap: Reading, ages: Ages, *, now: Instant) -> Reading:
        """Return what an older answer is worth where there is none now."""
        old = self._look(key).answer
        age = _age(old, now)
        if gap.state is not SignalState.UNAVAILABLE or old is None or age is None or age > ages.stale:
            return gap
        if old.state is SignalState.OBSERVED and key.question not in _PASSING:
            return old
        return replace(old, state=SignalState.STALE)

    def _look(self, key: Key) -> _Said:
        with self._lock:
            said = self._said.get(key)
            if said is None:
                return _NOTHING
            self._said.move_to_end(key)
            return said

    def _change(self, key: Key, change: Callable[[_Said], _Said]) -> None:
        with self._lock:
            self._said[key] = change(self._said.get(key, _NOTHING))
            self._said.move_to_end(key)
            while len(self._said) > self._most:
                self._said.popitem(last=False)


def _age(reading: Reading | None, now: Instant) -> timedelta | None:
    if reading is None or reading.as_of is None:
        return None
    return max(timedelta(0), now - reading.as_of)
