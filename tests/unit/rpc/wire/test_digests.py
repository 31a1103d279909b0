from hashlib import sha256

from builders.wire import verify_transaction
from eidgate.rpc.wire.digests import digest_of
from eidgate.v1 import verification_service_pb2 as verification


def test_an_item_of_a_batch_is_named_like_the_same_request_alone() -> None:
    alone = verify_transaction().SerializeToString(deterministic=True)
    batch = verification.BatchVerifyTransactionsRequest(requests=[verify_transaction()])
    received = verification.BatchVerifyTransactionsRequest.FromString(batch.SerializeToString())
    assert digest_of(received.requests[0]) == sha256(alone).digest()


def test_another_amount_is_another_digest() -> None:
    other = verify_transaction()
    other.transaction.amount.units += 1
    assert digest_of(other) != digest_of(verify_transaction())
