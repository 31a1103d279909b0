"""Whether two bases of holds are about the same money, by where it started and where it came by. Pure.

They are when they name the same loss, payment or transfer, and when the money of one started at a place that
the money of the other had reached: then it is the other's further way, whoever asked first. Several victims
who paid one mule are not, for nobody's money starts where another's had come by. Where two ways only may be
one they count as one: less can be held then, never more than there is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final

from eidgate.core.desk.report import Report
from eidgate.core.desk.trace.accounts import account_of
from eidgate.core.desk.trace.instants import LATEST, ticks_in, to_ticks
from eidgate.core.desk.trace.running import RunningTrace
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.desk.trace.transfers import Transfer
from eidgate.core.terms import Instant, Instrument

_REMEMBERED_WITHIN: Final = ticks_in(timedelta(hours=24))
"""How much earlier than its victim says money may have left; two reports within as long are of one matter."""


class Telling(StrEnum):
    """What says that money is disputed."""

    TRACE = "trace"
    CASE = "case"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The way of a basis' money: its names, where it started, whom it was taken from, whom it reached.

    A start is an account with the last tick at which the money may have come there. `robbed` are accounts
    any payment of which may be the money, from a tick on; a single transfer's source is none, for the next
    transfer from there is other money. `reached` has the first tick at which the money was there.
    """

    names: frozenset[str]
    telling: Telling = Telling.TRACE
    starts: frozenset[tuple[str, int]] = frozenset()
    robbed: Mapping[str, int] = field(default_factory=dict)
    reached: Mapping[str, int] = field(default_factory=dict)


def of_one_money(one: Way, other: Way) -> bool:
    """Whether what is held by one basis must be counted for the other, too."""
    return bool(one.names & other.names) or _begins_in(one, other) or _begins_in(other, one)


def joined(ways: Iterable[Way]) -> Way:
    """Return the way of bases that are of the same money; at least one. It tells as the first one does."""
    first, *others = ways
    robbed, reached = dict(first.robbed), dict(first.reached)
    for one in others:
        _earliest(robbed, one.robbed)
        _earliest(reached, one.reached)
    every = (first, *others)
    return Way(
        names=frozenset().union(*(one.names for one in every)),
        telling=first.telling,
        starts=frozenset().union(*(one.starts for one in every)),
        robbed=robbed,
        reached=reached,
    )


def way_of_trace(trace: RunningTrace, names: Iterable[str]) -> Way:
    """Return where a trace's money started, and what it reached by now."""
    robbed = {one.account: one.since for one in trace.found.reached if one.source}
    for seed in trace.seeds:
        if seed.arrival is None:
            _earliest(robbed, {seed.account: seed.at})
    return Way(
        names=frozenset(names),
        telling=Telling.CASE if trace.report else Telling.TRACE,
        starts=frozenset(_start(seed) for seed in trace.seeds),
        robbed=robbed,
        reached={one.account: one.since for one in trace.found.reached if one.account not in robbed},
    )


def way_of_report(report: Report, transfers: Iterable[Transfer], names: Iterable[str]) -> Way:
    """Return where a report's money started: with the transfers that it names, else with its victim."""
    reached: dict[str, int] = {}
    starts = set[tuple[str, int]]()
    for one in transfers:
        starts.add((one.source, one.at))
        _earliest(reached, {one.target: one.at})
    robbed: dict[str, int] = {}
    if report.victim and not starts:
        happened = to_ticks(report.happened_at)
        starts.add((report.victim.key, happened))
        robbed[report.victim.key] = happened - _REMEMBERED_WITHIN
    return Way(
        names=frozenset(names),
        telling=Telling.CASE,
        starts=frozenset(starts),
        robbed=robbed,
        reached=reached,
    )


def way_of_payment(payer: Instrument, at: Instant, names: Iterable[str]) -> Way:
    """Return where the money of a decision's payment started; a decision does not know where it went."""
    account, decided = account_of(payer), to_ticks(at)
    return Way(
        names=frozenset(names),
        telling=Telling.DECISION,
        starts=frozenset({(account, decided)}),
        robbed={account: decided},
    )


_TELL_APART: Final = frozenset({Telling.CASE, Telling.DECISION})
"""Two of these of one payer are two losses unless a name joins them: it says itself which one it is of."""


def _begins_in(one: Way, other: Way) -> bool:
    places = dict(other.reached)
    if one.telling is not other.telling or one.telling not in _TELL_APART:
        _earliest(places, other.robbed)
    return any(account in places and places[account] <= at for account, at in one.starts)


def _start(seed: Seed) -> tuple[str, int]:
    """Return where a seed's money was before, and until when: of all that leaves, some comes later."""
    if seed.arrival is not None:
        return seed.arrival.source, seed.at
    return seed.account, LATEST if seed.amount is None else seed.at


def _earliest(known: dict[str, int], more: Mapping[str, int]) -> None:
    for account, at in more.items():
        known[account] = min(at, known.get(account, at))
