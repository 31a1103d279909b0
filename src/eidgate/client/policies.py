"""PolicyService: how the risk team brings a policy into force, and takes it back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from eidgate.client.acting import method_of
from eidgate.client.answers import Answered
from eidgate.client.streaming import TRIES, Streaming
from eidgate.v1 import policy_service_pb2 as pb


class PolicyCalls(Streaming):
    """Each act takes an officer's own certificate."""

    def propose_policy(
        self, request: pb.ProposePolicyRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ProposePolicyResponse]:
        """Propose a policy with its tests, for another person to approve."""
        return self._act(_PROPOSE_POLICY, request, deadline)

    def approve_policy(
        self, request: pb.ApprovePolicyRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ApprovePolicyResponse]:
        """Approve what another person proposed."""
        return self._act(_APPROVE_POLICY, request, deadline)

    def activate_policy(
        self, request: pb.ActivatePolicyRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ActivatePolicyResponse]:
        """Put an approved version in force, at once or from an instant on."""
        return self._act(_ACTIVATE_POLICY, request, deadline)

    def roll_back_policy(
        self, request: pb.RollBackPolicyRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.RollBackPolicyResponse]:
        """Strike an activation, begun or not."""
        return self._act(_ROLL_BACK_POLICY, request, deadline)

    def get_policy(
        self, request: pb.GetPolicyRequest, *, deadline: timedelta | None = None
    ) -> pb.GetPolicyResponse:
        """Read a version with its document and tests."""
        return self._read(_GET_POLICY, request, deadline)

    def list_policies(
        self, request: pb.ListPoliciesRequest, *, deadline: timedelta | None = None
    ) -> pb.ListPoliciesResponse:
        """Read a page of versions, oldest first."""
        return self._read(_LIST_POLICIES, request, deadline)

    def start_shadow(
        self, request: pb.StartShadowRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.StartShadowResponse]:
        """Let a version judge a share of the live decisions aside."""
        return self._act(_START_SHADOW, request, deadline)

    def end_shadow(
        self, request: pb.EndShadowRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.EndShadowResponse]:
        """End a shadow."""
        return self._act(_END_SHADOW, request, deadline)

    def get_shadow_report(
        self, request: pb.GetShadowReportRequest, *, deadline: timedelta | None = None
    ) -> pb.GetShadowReportResponse:
        """Read what a shadow would have decided."""
        return self._read(_GET_SHADOW_REPORT, request, deadline)

    def backtest_policy(self, request: pb.BacktestPolicyRequest) -> Iterator[pb.BacktestPolicyResponse]:
        """Yield how far a backtest is, and what each stretch counted, to its end: add up the tallies.

        A connection that is lost is opened anew, and goes on after the last message: nothing is counted
        twice. Keep the last message's `cursor` to go on in another process.

        Raises:
            CallRefusedError: the server refuses for good, or there was none for some tries.
        """
        asked = pb.BacktestPolicyRequest()
        asked.CopyFrom(request)
        for message in self._read_on(_BACKTEST_POLICY, lambda: asked, tries=TRIES):
            asked.cursor = message.cursor
            yield message
            if message.finished:
                return


_P: Final = "eidgate.v1.PolicyService"
_PROPOSE_POLICY: Final = method_of(_P, "ProposePolicy", pb.ProposePolicyResponse)
_APPROVE_POLICY: Final = method_of(_P, "ApprovePolicy", pb.ApprovePolicyResponse)
_ACTIVATE_POLICY: Final = method_of(_P, "ActivatePolicy", pb.ActivatePolicyResponse)
_ROLL_BACK_POLICY: Final = method_of(_P, "RollBackPolicy", pb.RollBackPolicyResponse)
_GET_POLICY: Final = method_of(_P, "GetPolicy", pb.GetPolicyResponse)
_START_SHADOW: Final = method_of(_P, "StartShadow", pb.StartShadowResponse)
_END_SHADOW: Final = method_of(_P, "EndShadow", pb.EndShadowResponse)
_GET_SHADOW_REPORT: Final = method_of(_P, "GetShadowReport", pb.GetShadowReportResponse)
_BACKTEST_POLICY: Final = method_of(_P, "BacktestPolicy", pb.BacktestPolicyResponse)
_LIST_POLICIES: Final = method_of(_P, "ListPolicies", pb.ListPoliciesResponse)
