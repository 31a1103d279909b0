"""EndTrace: who asked for a trace, or an authority, ends it; from then on nothing more is followed."""

import pytest

from builders.chase import PURSE, SECOND, Chase
from builders.holding import asked
from builders.service import Scene
from eidgate.app.end_trace import EndTrace, end_trace
from eidgate.app.find_traces import ListTraces, list_traces
from eidgate.app.place_hold import place_hold
from eidgate.app.trace_view import TraceView
from eidgate.core.errors import (
    ConflictError,
    IllegalStateError,
    NotFoundError,
    NotPermittedError,
    RequestIdReusedError,
)
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.simulator.world import HOTLINE, OPERATOR, OTHER_BANK, POLICE, WALLET, officer


@pytest.fixture
def chase(bound: Scene) -> Chase:
    made = Chase(bound)
    made.happened()
    return made


def ending(chase: Chase, seen: TraceView, caller: RelyingParty = HOTLINE, **changes: object) -> EndTrace:
    command = EndTrace(
        caller=caller,
        request=chase.scene.request("EndTrace", caller=caller),
        name=seen.trace.name,
        etag=seen.trace.etag,
        note="the report was withdrawn",
    )
    return replace(command, **changes)  # type: ignore[arg-type]  # a test names fields freely


def ended(chase: Chase, seen: TraceView, caller: RelyingParty = HOTLINE, **changes: object) -> TraceView:
    return end_trace(ending(chase, seen, caller, **changes), chase.scene.service)


def test_what_moves_later_is_followed_no_more_and_alerts_nobody(chase: Chase) -> None:
    seen = chase.trace()
    last = ended(chase, seen).trace
    assert (last.ended_at, last.ended_by, last.note) == (
        chase.scene.clock.now(),
        HOTLINE.actor,
        "the report was withdrawn",
    )
    chase.record(chase.paid(SECOND, PURSE, 30, minutes=1))
    assert chase.look(seen, HOTLINE).trace == last
    assert chase.scene.watching.advanced == []
    assert chase.scene.store.traces.due(limit=10) == []


def test_what_was_found_stays_and_so_may_holds_that_rest_on_it(chase: Chase) -> None:
    seen = chase.trace()
    ended(chase, seen)
    command = asked(chase.scene, caller=WALLET, account=PURSE, basis=seen.trace.name, ceiling=Vnd(4_000_000))
    assert place_hold(command, chase.scene.service).hold.active


def test_it_is_no_more_among_those_that_run(chase: Chase) -> None:
    ended(chase, chase.trace())
    page = list_traces(ListTraces(caller=HOTLINE, running_only=True), chase.scene.service)
    assert page.traces == ()


@pytest.mark.parametrize("caller", [HOTLINE, POLICE, officer(POLICE, "an")])
def test_who_asked_and_authorities_may(chase: Chase, caller: RelyingParty) -> None:
    assert ended(chase, chase.trace(), caller).trace.ended_by == caller.actor


def test_whom_it_only_reached_may_not_and_others_do_not_know_of_it(chase: Chase) -> None:
    seen = chase.trace(chase.wanted(hops=0))
    with pytest.raises(NotPermittedError):
        ended(chase, seen, OTHER_BANK)
    with pytest.raises(NotFoundError):
        ended(chase, seen, WALLET)
    with pytest.raises(NotPermittedError):
        ended(chase, seen, OPERATOR)


def test_another_version_than_was_seen_is_refused(chase: Chase) -> None:
    seen = chase.trace()
    chase.record(chase.paid(SECOND, PURSE, 30, minutes=1))
    with pytest.raises(ConflictError):
        ended(chase, seen)
    assert ended(chase, chase.look(seen, HOTLINE)).trace.version == 3


def test_it_ends_once_and_a_retry_is_answered_as_the_first_time(chase: Chase) -> None:
    seen = chase.trace()
    command = ending(chase, seen)
    first = end_trace(command, chase.scene.service)
    assert end_trace(command, chase.scene.service) == first
    with pytest.raises(RequestIdReusedError):
        end_trace(replace(command, request=replace(command.request, digest=b"other")), chase.scene.service)
    with pytest.raises(IllegalStateError):
        ended(chase, first)


def test_what_comes_in_and_what_goes_on_is_seen(chase: Chase) -> None:
    watching = chase.scene.watching
    assert watching.transfers == [(1, 0), (2, 0), (1, 0)]
    chase.trace()
    assert watching.begun == ["transfer"]
    chase.record(chase.paid(SECOND, PURSE, 30, minutes=1))
    assert watching.advanced == [1]
