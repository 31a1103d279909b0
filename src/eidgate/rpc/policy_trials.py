"""PolicyService, the part that tries versions before they decide: shadows and backtests."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Lock
from time import perf_counter
from typing import Final

from eidgate.app import shadows
from eidgate.app.backtest_policy import BacktestPolicy, RunningBacktest, backtest_policy
from eidgate.app.decisions import Wanted
from eidgate.app.policies import ChangePolicy, PolicyShown
from eidgate.app.service import Service
from eidgate.core.errors import UnavailableError
from eidgate.core.risk.trial.tally import Tally
from eidgate.core.terms import PolicyName, RelyingPartyId
from eidgate.rpc.call import Call
from eidgate.rpc.interceptors.streaming import StreamCall
from eidgate.rpc.wire import words
from eidgate.rpc.wire.policies import policy_message
from eidgate.rpc.wire.scalars import instant
from eidgate.rpc.wire.trials import tally_message
from eidgate.v1 import policy_service_pb2 as pb

REST: Final = 2
"""Times its work that a backtest rests: a third of a worker's core at most, the rest is the callers'."""

STEPS_TOLD: Final = 10
"""Steps a message: some 2,000 decisions, about a second; what a cut stream has to do again."""


class PolicyTrials:
    """Decides nothing: wire in, use case, wire out."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._backtesting = Lock()

    def StartShadow(self, request: pb.StartShadowRequest, call: Call) -> pb.StartShadowResponse:
        """Let a version judge a share of decisions aside."""
        shown = shadows.start(_change(request, call), request.per_mille, self._service)
        return pb.StartShadowResponse(policy=policy_message(shown))

    def EndShadow(self, request: pb.EndShadowRequest, call: Call) -> pb.EndShadowResponse:
        """End a shadow."""
        shown = shadows.end(_change(request, call), self._service)
        return pb.EndShadowResponse(policy=policy_message(shown))

    def GetShadowReport(self, request: pb.GetShadowReportRequest, call: Call) -> pb.GetShadowReportResponse:
        """Say what a shadow would have decided."""
        found = shadows.shadow_report(call.relying_party, PolicyName(request.name), self._service)
        return pb.GetShadowReportResponse(
            policy=policy_message(PolicyShown(version=found.version, in_force=found.in_force)),
            counted=tally_message(found.counted),
        )

    def BacktestPolicy(
        self, request: pb.BacktestPolicyRequest, call: StreamCall
    ) -> Iterator[pb.BacktestPolicyResponse]:
        """Try a version on recorded decisions, telling about every second how far it is.

        One at a time in each process, and at rest most of the time: deciding comes first.
        """
        running = backtest_policy(_asked(request, call), self._service)
        if not self._backtesting.acquire(blocking=False):
            raise UnavailableError("a backtest runs on this worker; try again later, or on the store itself")
        try:
            yield from _told(running, call)
        finally:
            self._backtesting.release()


def _told(running: RunningBacktest, call: StreamCall) -> Iterator[pb.BacktestPolicyResponse]:
    """Work step by step; a caller that is gone ends it."""
    counted, cursor, started = Tally(), running.begun_at, perf_counter()
    for number, step in enumerate(running.steps(), start=1):
        counted.add(step.counted)
        cursor = step.cursor
        if number % STEPS_TOLD == 0:
            yield _message(running, cursor, counted)
            counted = Tally()
        if not call.pause(timedelta(seconds=REST * (perf_counter() - started))):
            return
        started = perf_counter()
    yield _message(running, cursor, counted, finished=True)


def _message(
    running: RunningBacktest, cursor: int, counted: Tally, *, finished: bool = False
) -> pb.BacktestPolicyResponse:
    return pb.BacktestPolicyResponse(
        cursor=running.token(cursor),
        done=running.done(cursor),
        total=running.total,
        counted=tally_message(counted),
        finished=finished,
    )


def _asked(request: pb.BacktestPolicyRequest, call: StreamCall) -> BacktestPolicy:
    since, until = request.HasField("start_time"), request.HasField("end_time")
    return BacktestPolicy(
        caller=call.relying_party,
        name=PolicyName(request.name),
        wanted=Wanted(
            since=instant(request.start_time, "start_time") if since else None,
            until=instant(request.end_time, "end_time") if until else None,
            outcome=words.OUTCOME.from_wire(request.outcome) if request.outcome else None,
            kind=words.TRANSACTION_KIND.from_wire(request.kind) if request.kind else None,
        ),
        relying_party=RelyingPartyId(request.relying_party) if request.relying_party else None,
        cursor=request.cursor,
    )


def _change(request: pb.StartShadowRequest | pb.EndShadowRequest, call: Call) -> ChangePolicy:
    return ChangePolicy(
        caller=call.relying_party,
        request=call.claim(request.request_id),
        name=PolicyName(request.name),
        etag=request.etag,
        note=request.note,
    )
