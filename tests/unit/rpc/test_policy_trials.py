"""A backtest on a stream: progress, the end, a caller that leaves, and no two at a time."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from builders.officers import Officers
from builders.service import Scene, scene_in
from eidgate.app.backtest import Backtest
from eidgate.core.errors import InvalidCommandError, UnavailableError
from eidgate.core.relying_party import RelyingParty
from eidgate.rpc import policy_trials as module
from eidgate.rpc.interceptors.streaming import StreamCall
from eidgate.rpc.policy import PolicyServicer
from eidgate.simulator.world import RISK_TEAM
from eidgate.v1 import decision_pb2, trial_pb2
from eidgate.v1 import policy_service_pb2 as pb


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with scene_in(tmp_path_factory.mktemp("scene")) as opened:
        opened.bind()
        yield opened


def call(pauses: list[timedelta], *, most: int = 1_000, caller: RelyingParty = RISK_TEAM) -> StreamCall:
    """A reader that listens for so many pauses."""

    def pause(duration: timedelta) -> bool:
        pauses.append(duration)
        return len(pauses) <= most

    return StreamCall(method="BacktestPolicy", relying_party=caller, correlation_id="c", pause=pause)


def told(
    servicer: PolicyServicer, request: pb.BacktestPolicyRequest, *, most: int = 1_000
) -> list[pb.BacktestPolicyResponse]:
    return list(servicer.BacktestPolicy(request, call([], most=most)))


def test_a_backtest_tells_what_it_counted_and_that_it_is_done(scene: Scene) -> None:
    scene.pay()
    shown = Officers(scene).propose()
    servicer, pauses = PolicyServicer(scene.service), list[timedelta]()
    [last] = servicer.BacktestPolicy(pb.BacktestPolicyRequest(name=shown.version.name), call(pauses))
    assert (last.finished, last.done, last.total) == (True, 1, 1)
    assert (last.counted.tried, last.counted.changed) == (1, 1)
    [band] = [one for one in last.counted.counts if one.part == trial_pb2.TRIAL_PART_BAND]
    assert (band.what, band.decisions, band.amount_dong) == ("0-5m", 1, 4_000_000)
    assert (band.recorded, band.candidate) == (decision_pb2.OUTCOME_ALLOW, decision_pb2.OUTCOME_HOLD)
    assert band.truth == trial_pb2.TRUTH_UNKNOWN
    [example] = last.counted.examples
    assert example.candidate == decision_pb2.OUTCOME_HOLD
    assert [one > timedelta(0) for one in pauses] == [True]


def test_a_reason_that_one_side_did_not_find_has_no_outcome_there(scene: Scene) -> None:
    scene.pay()
    shown = Officers(scene).propose()
    [last] = told(PolicyServicer(scene.service), pb.BacktestPolicyRequest(name=shown.version.name))
    missing = [
        one
        for one in last.counted.counts
        if one.part == trial_pb2.TRIAL_PART_REASON and not one.HasField("recorded")
    ]
    assert all(one.HasField("candidate") for one in missing)
    assert not any(one.candidate == 0 for one in last.counted.counts if one.HasField("candidate"))


def test_messages_of_a_cut_stream_and_of_the_rest_add_up(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STEPS_TOLD", 1)
    for _ in range(4):
        scene.pay()
    servicer = PolicyServicer(scene.service)
    monkeypatch.setattr(Backtest, "step", 1)
    begun = told(servicer, pb.BacktestPolicyRequest(), most=1)
    assert [one.finished for one in begun] == [False, False]
    rest = told(servicer, pb.BacktestPolicyRequest(cursor=begun[-1].cursor))
    assert [one.done for one in rest] == [3, 4, 4]
    assert sum(one.counted.tried for one in (*begun, *rest)) == 4
    assert rest[-1].finished


def test_no_two_backtests_run_in_one_process_and_a_cut_one_makes_room(scene: Scene) -> None:
    scene.pay()
    servicer = PolicyServicer(scene.service)
    first = servicer.BacktestPolicy(pb.BacktestPolicyRequest(), call([]))
    next(first)
    with pytest.raises(UnavailableError, match="runs on this worker"):
        told(servicer, pb.BacktestPolicyRequest())
    first.close()  # type: ignore[attr-defined]  # a generator
    assert told(servicer, pb.BacktestPolicyRequest())[-1].finished


def test_a_question_narrows_it_and_a_cursor_of_another_is_refused(scene: Scene) -> None:
    scene.pay()
    scene.pay(60_000_000)
    servicer = PolicyServicer(scene.service)
    only = pb.BacktestPolicyRequest(outcome=decision_pb2.OUTCOME_STEP_UP)
    [last] = told(servicer, only)
    assert last.counted.tried == 1
    with pytest.raises(InvalidCommandError):
        told(servicer, pb.BacktestPolicyRequest(cursor=last.cursor))
