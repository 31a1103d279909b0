from datetime import timedelta

from builders.regulation import NOON
from builders.wire import PAYER
from eidgate.core.binding.lifecycle import Binding, revoke
from eidgate.core.terms import BindingName, CustomerKind, IssuerId, RelyingPartyId, SubjectId
from eidgate.rpc.wire.bindings import binding_message
from eidgate.rpc.wire.requests import instrument_message
from eidgate.rpc.wire.scalars import timestamp
from eidgate.v1 import binding_service_pb2 as bindings
from eidgate.v1 import common_pb2 as common

CONFIRMED = Binding(
    name=BindingName("bindings/x0a1"),
    issuer=IssuerId("https://idp.example"),
    subject_id=SubjectId("pairwise-1"),
    customer=CustomerKind.INDIVIDUAL,
    instrument=PAYER,
    attested_by=RelyingPartyId("bank-a"),
    institution="970436",
    account_level=2,
    assertion_digest="0" * 64,
    device="dev-1",
    created_at=NOON,
    updated_at=NOON,
)


def test_a_binding_is_written_with_all_that_its_institution_may_see() -> None:
    assert binding_message(CONFIRMED) == bindings.Binding(
        name="bindings/x0a1",
        issuer="https://idp.example",
        subject_id="pairwise-1",
        customer=common.CUSTOMER_KIND_INDIVIDUAL,
        instrument=instrument_message(PAYER),
        state=bindings.BINDING_STATE_CONFIRMED,
        etag="v1",
        create_time=timestamp(NOON),
        update_time=timestamp(NOON),
    )


def test_a_revoked_binding_says_when_and_why_and_changes_its_etag() -> None:
    later = NOON + timedelta(days=1)
    message = binding_message(revoke(CONFIRMED, at=later, reason="the account was closed"))
    assert message.state == bindings.BINDING_STATE_REVOKED
    assert (message.etag, message.reason) == ("v2", "the account was closed")
    assert (message.create_time, message.update_time) == (timestamp(NOON), timestamp(later))
