"""A policy's version → its message."""

from eidgate.app.policies import PolicyShown
from eidgate.core.risk.lifecycle import PolicyEvent
from eidgate.core.risk.shadowing import share_of
from eidgate.rpc.wire import words
from eidgate.rpc.wire.scalars import timestamp
from eidgate.v1 import policy_service_pb2 as pb


def policy_message(shown: PolicyShown) -> pb.Policy:
    """Write a version, with its document where it is at hand."""
    version, document = shown.version, shown.document
    return pb.Policy(
        name=version.name,
        line=version.line,
        version=version.version,
        digest=version.digest,
        state=words.POLICY_STATE.to_wire(version.state),
        in_force=shown.in_force,
        approvals_needed=version.approvals_needed,
        etag=version.etag,
        events=[_event(one) for one in version.events],
        document=document.document if document else b"",
        tests=document.worlds if document else b"",
        shadow_per_mille=share_of(version),
    )


def _event(event: PolicyEvent) -> pb.PolicyEvent:
    return pb.PolicyEvent(
        act=words.POLICY_ACT.to_wire(event.act),
        actor=event.actor,
        create_time=timestamp(event.at),
        effective_time=timestamp(event.effective_at),
        note=event.note,
        per_mille=event.per_mille,
    )
