"""PolicyService: each method reads the request, asks one use case, writes the answer."""

from eidgate.app.policies import (
    ChangePolicy,
    ProposePolicy,
    activate_policy,
    approve_policy,
    get_policy,
    list_policies,
    propose_policy,
    roll_back_policy,
)
from eidgate.core.terms import PolicyName
from eidgate.rpc.call import Call
from eidgate.rpc.policy_trials import PolicyTrials
from eidgate.rpc.wire.policies import policy_message
from eidgate.rpc.wire.scalars import instant
from eidgate.v1 import policy_service_pb2 as pb


class PolicyServicer(PolicyTrials):
    """Decides nothing: wire in, use case, wire out."""

    def ProposePolicy(self, request: pb.ProposePolicyRequest, call: Call) -> pb.ProposePolicyResponse:
        """Validate a document, run its tests, keep it for approval."""
        command = ProposePolicy(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            document=request.document,
            worlds=request.tests,
            note=request.note,
        )
        return pb.ProposePolicyResponse(policy=policy_message(propose_policy(command, self._service)))

    def ApprovePolicy(self, request: pb.ApprovePolicyRequest, call: Call) -> pb.ApprovePolicyResponse:
        """Approve what another person proposed."""
        command = _change(request, call, note=request.note)
        return pb.ApprovePolicyResponse(policy=policy_message(approve_policy(command, self._service)))

    def ActivatePolicy(self, request: pb.ActivatePolicyRequest, call: Call) -> pb.ActivatePolicyResponse:
        """Put an approved version in force."""
        timed = request.HasField("effective_time")
        begins = instant(request.effective_time, "effective_time") if timed else None
        command = ChangePolicy(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            name=PolicyName(request.name),
            etag=request.etag,
            effective_at=begins,
        )
        return pb.ActivatePolicyResponse(policy=policy_message(activate_policy(command, self._service)))

    def RollBackPolicy(self, request: pb.RollBackPolicyRequest, call: Call) -> pb.RollBackPolicyResponse:
        """Strike an activation."""
        command = _change(request, call, note=request.note)
        return pb.RollBackPolicyResponse(policy=policy_message(roll_back_policy(command, self._service)))

    def GetPolicy(self, request: pb.GetPolicyRequest, call: Call) -> pb.GetPolicyResponse:
        """Return a version with its document."""
        found = get_policy(call.relying_party, PolicyName(request.name), self._service)
        return pb.GetPolicyResponse(policy=policy_message(found))

    def ListPolicies(self, request: pb.ListPoliciesRequest, call: Call) -> pb.ListPoliciesResponse:
        """Return a page of versions."""
        page = list_policies(
            call.relying_party, request.line, request.page_size, request.page_token, self._service
        )
        return pb.ListPoliciesResponse(
            policies=[policy_message(one) for one in page.policies], next_page_token=page.next_page_token
        )


def _change(
    request: pb.ApprovePolicyRequest | pb.RollBackPolicyRequest, call: Call, *, note: str
) -> ChangePolicy:
    return ChangePolicy(
        caller=call.relying_party,
        request=call.claim(request.request_id),
        name=PolicyName(request.name),
        etag=request.etag,
        note=note,
    )
