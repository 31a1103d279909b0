"""VerificationService: what a batch costs."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from builders.service import scene_in
from builders.wire import verify_transaction
from eidgate.rpc.call import Call
from eidgate.rpc.verification import VerificationServicer
from eidgate.simulator.world import BANK
from eidgate.v1 import verification_service_pb2 as pb


def test_a_batch_counts_each_of_its_decisions_into_the_callers_quota(tmp_path: Path) -> None:
    owed: list[tuple[str, int]] = []
    request = pb.BatchVerifyTransactionsRequest(requests=[verify_transaction() for _ in range(3)])
    for number, item in enumerate(request.requests):
        item.request_id = str(UUID(int=number))
    call = Call(
        method="eidgate.v1.VerificationService/BatchVerifyTransactions",
        relying_party=BANK,
        remaining=timedelta(seconds=5),
        received=request.SerializeToString(),
        new_correlation_id=lambda: "c",
        owe=lambda party, calls: owed.append((party.relying_party_id, calls)),
    )
    with scene_in(tmp_path) as scene:
        answer = VerificationServicer(scene.service).BatchVerifyTransactions(request, call)

    assert len(answer.results) == 3
    assert owed == [("bank-one", 2)], "the call itself was counted when it came"
