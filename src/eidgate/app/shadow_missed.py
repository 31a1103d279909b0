"""What shadows missed: decisions in their share that nobody judged, counted for each shadow.

A decision that is dropped is dropped for every shadow that would have taken it, so one count by slot says it
for all of them at once: a thousand shadows cost a drop no more than one does.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from threading import Lock

from eidgate.core.risk.shadowing import Shadow, Slots
from eidgate.core.terms import PolicyName


class Missed:
    """`drop` may be called by any thread; the rest by the one that judges."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._dropped: dict[str, Slots] = {}
        self._taken: dict[str, Slots] = {}

    def drop(self, digest: str, slot: int) -> None:
        """Count a decision that nobody will judge, by the digest of the policy that decided it."""
        with self._lock:  # held for an addition: a decision is dropped where the queue is full
            self._dropped.setdefault(digest, Slots()).count(slot)

    def take(self, line: str, slot: int) -> None:
        """Count a decision of a line that is judged, though not by shadows without a seat."""
        self._taken.setdefault(line, Slots()).count(slot)

    def settle(
        self,
        shadows: Iterable[Shadow],
        *,
        seated: Collection[PolicyName],
        line_of: Callable[[str], str | None],
    ) -> dict[PolicyName, int]:
        """Return what each shadow missed since the last time; those that missed nothing are left out."""
        lost, taken = self._lost(line_of), self._taken
        self._taken = {}
        unseated = {line: [slots.by_share()] for line, slots in taken.items()}
        missed: dict[PolicyName, int] = {}
        for one in shadows:
            found = _sum(lost, one) + (0 if one.name in seated else _sum(unseated, one))
            if found:
                missed[one.name] = found
        return missed

    def _lost(self, line_of: Callable[[str], str | None]) -> Mapping[str, list[Sequence[int]]]:
        with self._lock:
            dropped, self._dropped = self._dropped, {}
        lost: dict[str, list[Sequence[int]]] = defaultdict(list)
        for digest, slots in dropped.items():
            line = line_of(digest)
            if line is not None:
                lost[line].append(slots.by_share())
        return lost


def _sum(counted: Mapping[str, Sequence[Sequence[int]]], shadow: Shadow) -> int:
    return sum(one[shadow.per_mille] for one in counted.get(shadow.line, ()))
