from uuid import UUID

import pytest

from eidgate.client import identified
from eidgate.client.request_ids import identified_batch
from eidgate.v1 import binding_service_pb2 as bindings
from eidgate.v1 import verification_service_pb2 as verification

OWN = "0b9d1c9e-3f59-4c0b-8b1e-5d9a1d3c7e42"


@pytest.mark.parametrize(
    "request_type",
    [
        verification.VerifyTransactionRequest,
        verification.VerifyAssertionRequest,
        verification.ReportOutcomeRequest,
        bindings.CreateBindingRequest,
        bindings.RevokeBindingRequest,
        bindings.ConfirmBindingRequest,
        bindings.SuspendBindingRequest,
        bindings.ReinstateBindingRequest,
        bindings.TransferBindingRequest,
        bindings.DisownInstrumentRequest,
        bindings.ReportDeviceChangeRequest,
        bindings.ReverifySubscriberRequest,
    ],
)
def test_an_empty_request_id_becomes_a_random_uuid_and_nothing_else_changes(
    request_type: type[verification.VerifyTransactionRequest],
) -> None:
    empty = request_type()
    first, second = identified(empty), identified(empty)
    assert UUID(first.request_id).version == 4
    assert first.request_id != second.request_id
    assert not empty.request_id, "the caller's message was changed"


def test_a_request_id_of_the_callers_own_is_kept() -> None:
    request = verification.VerifyTransactionRequest(request_id=OWN)
    assert identified(request) is request


def test_every_item_of_a_batch_gets_its_own() -> None:
    item = verification.VerifyTransactionRequest
    batch = verification.BatchVerifyTransactionsRequest(requests=[item(), item(request_id=OWN), item()])
    ids = [one.request_id for one in identified_batch(batch).requests]
    assert ids[1] == OWN
    assert len({str(UUID(one)) for one in ids}) == 3
