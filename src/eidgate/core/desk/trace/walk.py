"""The walk: every transfer once, in the order of time, with the sums it carries.

A path respects time when no transfer in it is earlier than the one before. Going through all transfers in
the order of time visits every such path at once: at each moment `hop` holds, for each account, the fewest
transfers by which it has been reached so far, and its purse what it holds. So an account that is reached
early by a long path and late by a short one passes on, early, as the far account that it still is.

In one instant the transfers whose source is nearest to the start go first, each once, so that a chain within
the instant is followed and a ring ends. A transfer from an account to itself moves nothing.
"""

from collections import defaultdict
from collections.abc import Sequence

from eidgate.core.desk.trace.bounds import Bounds, Exit
from eidgate.core.desk.trace.place import Place
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.result import Flow, Left, Reached, Traced
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.desk.trace.source import SourcePurse
from eidgate.core.desk.trace.sweep import Sweep
from eidgate.core.desk.trace.transfers import Transfers


def trace(transfers: Transfers, seeds: Sequence[Seed], bounds: Bounds, rule: Rule) -> Traced:
    """Follow the money of all seeds through all transfers.

    Raises:
        KeyError: a seed's account is not among the accounts of `transfers`.
    """
    walk = Walk(bounds, rule)
    walk.follow(transfers, seeds)
    return walk.result()


class Walk:
    """A trace that can go on: each `follow` takes up where the one before ended."""

    def __init__(self, bounds: Bounds, rule: Rule) -> None:
        self._bounds, self._rule = bounds, rule
        self._places: dict[str, Place] = {}
        self._flows: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._left: defaultdict[tuple[str, Exit], int] = defaultdict(int)
        self._planted = 0
        self._at: int | None = None

    def follow(self, transfers: Transfers, seeds: Sequence[Seed] = ()) -> None:
        """Follow the money through further transfers, all of them later than those before.

        Raises:
            ValueError: a transfer is not later; trace it all again.
            KeyError: a seed's account is not among the accounts of `transfers`.
        """
        if not len(transfers) and not seeds:
            return
        self._check_later(transfers, seeds)
        numbers = transfers.numbers
        places = {numbers[name]: place for name, place in self._places.items() if name in numbers}
        elsewhere = len(self._places) - len(places)
        sweep = Sweep(transfers, places, self._bounds, self._rule, elsewhere=elsewhere)
        sweep.run(seeds)
        self._keep(sweep, transfers.accounts)
        self._planted += sum(seed.amount or 0 for seed in seeds)

    def _check_later(self, transfers: Transfers, seeds: Sequence[Seed]) -> None:
        instants = [*transfers.at[:1], *(seed.at for seed in seeds)]
        if self._at is not None and min(instants) <= self._at:
            raise ValueError("a running trace goes on with later transfers only")
        self._at = max((*transfers.at[-1:], *(seed.at for seed in seeds)))

    def _keep(self, sweep: Sweep, names: Sequence[str]) -> None:
        for number, place in sweep.places.items():
            self._places[names[number]] = place
        for (source, target), amount in sweep.flows.items():
            self._flows[names[source], names[target]] += amount
        for (source, why), amount in sweep.left.items():
            self._left[names[source], why] += amount

    def result(self) -> Traced:
        """Return what has been found so far."""
        entered = sum(
            place.purse.entered for place in self._places.values() if isinstance(place.purse, SourcePurse)
        )
        return Traced(
            entered=self._planted + entered,
            reached=tuple(sorted(_reached(name, place) for name, place in self._places.items())),
            flows=tuple(sorted(Flow(*ends, amount) for ends, amount in self._flows.items())),
            left=tuple(sorted(Left(*at, amount) for at, amount in self._left.items())),
        )


def _reached(name: str, place: Place) -> Reached:
    return Reached(
        hop=place.hop,
        account=name,
        since=place.since,
        traced=place.purse.traced,
        received=place.received,
        source=isinstance(place.purse, SourcePurse),
    )
