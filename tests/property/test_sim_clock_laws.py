"""The clock of a number against the rule read over all events at once, whatever the order of the news."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from builders.sim_clocks import NOON, SimEvent, SimEventKind, folded, read
from eidgate.core.binding.sim_service import (
    SimClock,
    SimHolder,
    SimService,
    device_changed,
    service_at,
    steps,
)
from eidgate.core.terms import Instant

HOURS = st.integers(0, 24 * 100)
HOLDERS = st.builds(SimHolder, level_two_number=st.booleans(), old_paper=st.booleans())


BEGUN = NOON - timedelta(days=40)
"""Before the rule was in force, so that the laws hold across its beginning."""


def at(hours: int) -> Instant:
    return BEGUN + timedelta(hours=hours)


@st.composite
def news(draw: st.DrawFn) -> list[SimEvent]:
    """Events in the order of telling: a proof is told as it is made, a change never before it happened."""
    told: list[SimEvent] = []
    for now in sorted(draw(st.lists(HOURS, max_size=8))):
        if draw(st.booleans()):
            told.append(SimEvent(kind=SimEventKind.VERIFIED, at=at(now)))
        else:
            happened = draw(st.integers(0, now))
            told.append(SimEvent(kind=SimEventKind.DEVICE_CHANGED, at=at(happened)))
    return told


@given(told=news(), holder=HOLDERS, hours=HOURS)
def test_the_fold_says_what_the_rule_says_of_the_whole_list(
    told: list[SimEvent], holder: SimHolder, hours: int
) -> None:
    clock = folded(told, BEGUN - timedelta(hours=1), holder)
    later = at(24 * 100 + hours)
    assert service_at(clock, later) is read(told, later, holder)


@given(changes=st.lists(HOURS, max_size=6), holder=HOLDERS, data=st.data())
def test_the_order_in_which_changes_are_told_means_nothing(
    changes: list[int], holder: SimHolder, data: st.DataObject
) -> None:
    def after(order: list[int]) -> SimClock:
        clock = SimClock(holder=holder, verified_at=BEGUN - timedelta(hours=1))
        for hours in order:
            clock = device_changed(clock, at(hours), told_at=BEGUN)
        return clock

    assert after(data.draw(st.permutations(changes))) == after(changes)


@given(told=news(), holder=HOLDERS, moments=st.lists(HOURS, min_size=2))
def test_time_alone_never_gives_service_back(
    told: list[SimEvent], holder: SimHolder, moments: list[int]
) -> None:
    clock, order = folded(told, BEGUN - timedelta(hours=1), holder), list(SimService)
    seen = [order.index(service_at(clock, at(one))) for one in sorted(moments)]
    assert seen == sorted(seen)
    assert all(one.at < other.at for one, other in pairwise(steps(clock)))
