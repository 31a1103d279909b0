"""Running traces go on while there is time; what is left stays marked, and nothing is told twice."""

from datetime import timedelta

import pytest

from builders.chase import MULE, PURSE, SECOND, Chase, resting
from builders.service import Scene
from builders.transfers import instrument
from eidgate.app.follow_traces import follow_traces
from eidgate.app.record_transfers import RecordTransfers, record_transfers
from eidgate.app.trace_funds import TraceView, get_trace
from eidgate.core.desk.trace.running import TraceName
from eidgate.core.errors import DeadlineError
from eidgate.simulator.world import BANK, HOTLINE, POLICE

NO_TIME = timedelta(0)
ONWARD = instrument(7)


@pytest.fixture
def chase(scene: Scene) -> Chase:
    made = Chase(scene)
    made.happened()
    return made


def marked(chase: Chase) -> list[TraceName]:
    return [one.trace.name for one in chase.scene.service.traces.due(limit=9)]


def follow(chase: Chase, *, remaining: timedelta, limit: int = 9, name: TraceName | None = None) -> int:
    until = chase.scene.clock.now() + remaining
    return follow_traces(chase.scene.service, until=until, limit=limit, name=name)


def moved_on(chase: Chase) -> None:
    """Record that the money went on, in a call that leaves no time to follow it."""
    chase.scene.clock.wait(minutes=5)
    request = chase.scene.request("RecordTransfers", caller=BANK)
    paid = chase.paid(SECOND, ONWARD, 12, minutes=1)
    command = RecordTransfers(caller=BANK, request=request, transfers=(paid,))
    recorded = record_transfers(command, chase.scene.service, remaining=NO_TIME)
    assert (recorded.recorded, recorded.known) == (1, 0)


def two(chase: Chase) -> tuple[TraceView, TraceView]:
    return chase.trace(chase.wanted(caller=POLICE)), chase.trace(chase.wanted(caller=HOTLINE))


def test_without_time_what_was_recorded_stays_and_the_traces_stay_marked(chase: Chase) -> None:
    both = two(chase)
    moved_on(chase)
    assert set(marked(chase)) == {one.trace.name for one in both}
    assert chase.scene.service.traces.get(both[0].trace.name) == both[0].trace


def test_no_time_is_said_before_the_first_and_changes_nothing(chase: Chase) -> None:
    both = two(chase)
    moved_on(chase)
    with pytest.raises(DeadlineError, match="need more time"):
        follow(chase, remaining=NO_TIME)
    assert len(marked(chase)) == len(both)


def test_each_goes_on_once_and_is_marked_no_longer(chase: Chase) -> None:
    both = two(chase)
    moved_on(chase)
    assert follow(chase, remaining=timedelta(seconds=3), limit=1) == 1
    assert len(marked(chase)) == 1
    assert follow(chase, remaining=timedelta(seconds=3)) == 1
    assert follow(chase, remaining=timedelta(seconds=3)) == 0
    for one in both:
        assert resting(chase.look(one, POLICE)) == {SECOND.key: 18, PURSE.key: 15, ONWARD.key: 12}


def test_a_named_trace_goes_on_alone(chase: Chase) -> None:
    first, other = two(chase)
    moved_on(chase)
    assert follow(chase, remaining=timedelta(seconds=3), name=other.trace.name) == 1
    assert marked(chase) == [first.trace.name]


def test_who_looks_without_time_sees_the_trace_as_it_was(chase: Chase) -> None:
    first, _ = two(chase)
    moved_on(chase)
    service = chase.scene.service
    seen = get_trace(POLICE, first.trace.name, service, remaining=NO_TIME)
    assert (seen.trace.version, resting(seen)) == (first.trace.version, resting(first))
    assert resting(chase.look(first, POLICE)) == {SECOND.key: 18, PURSE.key: 15, ONWARD.key: 12}


def test_money_that_went_elsewhere_settles_the_mark_without_a_new_version(chase: Chase) -> None:
    first, _ = two(chase)
    chase.scene.clock.wait(minutes=5)
    request = chase.scene.request("RecordTransfers", caller=BANK)
    paid = chase.paid(instrument(9), MULE, 7, minutes=1)
    command = RecordTransfers(caller=BANK, request=request, transfers=(paid,))
    record_transfers(command, chase.scene.service, remaining=NO_TIME)
    assert marked(chase)
    assert follow(chase, remaining=timedelta(seconds=3)) == 0
    assert marked(chase) == []
    assert chase.scene.service.traces.get(first.trace.name) == first.trace
