"""One sweep through a set of transfers; here accounts are numbers, for speed.

A broad trace settles every transfer of a large set, so this file spends nothing on what it can do without.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from eidgate.core.desk.trace.bounds import Bounds, Exit
from eidgate.core.desk.trace.place import Place
from eidgate.core.desk.trace.purse import PURSES, Rule
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.desk.trace.source import SourcePurse
from eidgate.core.desk.trace.transfers import LARGEST, Transfers


class Sweep:
    """Settles transfers in order; `places` is what it starts from and what it leaves."""

    def __init__(
        self,
        transfers: Transfers,
        places: dict[int, Place],
        bounds: Bounds,
        rule: Rule,
        *,
        elsewhere: int = 0,
    ) -> None:
        """`elsewhere` counts the places that none of these transfers touches."""
        self._transfers, self._bounds, self._purse = transfers, bounds, PURSES[rule]
        self._source, self._target, self._amount = transfers.source, transfers.target, transfers.amount
        self.places = places
        self.flows: defaultdict[tuple[int, int], int] = defaultdict(int)
        self.left: defaultdict[tuple[int, Exit], int] = defaultdict(int)
        self._elsewhere, self._late = elsewhere, False
        self._arrivals: set[int] = set()

    def run(self, seeds: Sequence[Seed]) -> None:
        """Settle everything: up to each seed, plant it, go on; and after the window only what leaves."""
        at, first = self._transfers.at, 0
        for seed in sorted(seeds, key=lambda one: (one.at, one.account)):
            planted = bisect_left(at, seed.at)
            self._settle_all(first, planted)
            self._plant(seed)
            first = planted
        closing = max(first, bisect_right(at, LARGEST if self._bounds.until is None else self._bounds.until))
        self._settle_all(first, closing)
        if closing < len(at):
            self._close()
            self._settle_all(closing, len(at))

    def _plant(self, seed: Seed) -> None:
        number = self._transfers.numbers[seed.account]
        place = self.places.get(number)
        if place is None:
            place = self.places[number] = Place(0, seed.at, self._purse())
        place.hop = 0
        if seed.amount is None:
            held, place.purse = place.purse.traced, SourcePurse()
            place.purse.put(held, 0)
        else:
            place.purse.put(seed.amount, 0)
            place.received += seed.amount
        if seed.arrival is not None:
            self._arrivals.add(self._index_of(seed))

    def _index_of(self, seed: Seed) -> int:
        """Find the transfer that brought the money; of several alike, the first that no seed has named."""
        arrival, numbers = seed.arrival, self._transfers.numbers
        if arrival is None or arrival.source not in numbers:
            return -1
        wanted = (numbers[arrival.source], numbers[arrival.target], arrival.amount)
        low, high = bisect_left(self._transfers.at, arrival.at), bisect_right(self._transfers.at, arrival.at)
        for index in range(low, high):
            found = (self._source[index], self._target[index], self._amount[index])
            if found == wanted and index not in self._arrivals:
                return index
        return -1

    def _close(self) -> None:
        """End the window: nothing enters the trace any more."""
        self._late = True
        for place in self.places.values():
            if isinstance(place.purse, SourcePurse):
                place.purse.close()

    def _settle_all(self, first: int, end: int) -> None:
        """Settle [first, end), instant by instant, passing over what touches no place."""
        source, target, places = self._source, self._target, self.places
        at, index = self._transfers.at, first
        if not places:
            return
        while index < end:
            for index in range(index, end):  # noqa: B020 - goes on where the instant before ended
                if source[index] in places or target[index] in places:
                    break
            else:
                return
            low, high = bisect_left(at, at[index], first, index), bisect_right(at, at[index], index, end)
            if high - low == 1:
                self._settle_one(index)
            else:
                self._settle_instant(low, high)
            index = high

    def _settle_one(self, index: int) -> None:
        if self._source[index] in self.places:
            self._settle(index)
        else:
            self._bring_other(index)

    def _settle_instant(self, low: int, high: int) -> None:
        """Settle each transfer of one instant once, those nearest to the start first."""
        source, places, span = self._source, self.places, len(self._source)
        waiting = [places[source[i]].hop * span + i for i in range(low, high) if source[i] in places]
        heapify(waiting)
        settled: set[int] = set()
        while waiting:
            index = heappop(waiting) % span
            if index in settled:
                continue
            settled.add(index)
            nearer = self._settle(index)
            if nearer >= 0:
                begin, end = bisect_left(source, nearer, low, high), bisect_right(source, nearer, low, high)
                for i in range(begin, end):
                    if i not in settled:
                        heappush(waiting, places[nearer].hop * span + i)
        for index in range(low, high):
            if index not in settled:
                self._bring_other(index)

    def _bring_other(self, index: int) -> None:
        """Money that is not traced comes to an account, perhaps to one that is reached."""
        place = self.places.get(self._target[index])
        if place is not None and index not in self._arrivals:
            place.purse.put(0, self._amount[index])

    def _settle(self, index: int) -> int:
        """Move a sum out of a place; return the account that is nearer than before, or -1."""
        source, target, amount = self._source[index], self._target[index], self._amount[index]
        if source == target or index in self._arrivals:
            return -1
        places = self.places
        origin, there = places[source], places.get(target)
        taken = origin.purse.take(amount)
        why = self._barred(origin, there, target, taken)
        if why is not None:
            if taken:
                self.left[source, why] += taken
            if there is not None:
                there.purse.put(0, amount)
            return -1
        hop = origin.hop + 1
        nearer = there is None or hop < there.hop
        if there is None:
            there = places[target] = Place(hop, self._transfers.at[index], self._purse())
        elif nearer:
            there.hop = hop
        there.purse.put(taken, amount - taken)
        if taken:
            there.received += taken
            self.flows[source, target] += taken
        return target if nearer else -1

    def _barred(self, origin: Place, there: Place | None, target: int, taken: int) -> Exit | None:
        bounds = self._bounds
        if target == self._transfers.cash:
            return Exit.CASH
        if self._late:
            return Exit.WINDOW
        if origin.hop >= bounds.hops:
            return Exit.HOPS
        if taken < bounds.least:
            return Exit.AMOUNT
        if there is None and len(self.places) + self._elsewhere >= bounds.accounts:
            return Exit.ACCOUNTS
        return None
