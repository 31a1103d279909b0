"""A call: what its request id stands for."""

from datetime import timedelta
from hashlib import sha256

from eidgate.ports import RequestClaim
from eidgate.rpc.call import Call
from eidgate.simulator.world import BANK


def test_a_request_id_stands_for_the_bytes_as_they_came_of_this_caller_and_method() -> None:
    call = Call(
        method="eidgate.v1.DeskService/PlaceHold",
        relying_party=BANK,
        remaining=timedelta(seconds=1),
        received=b"as they came",
        owe=lambda _: None,
        new_correlation_id=lambda: "made-here",
    )
    assert call.claim("r1") == RequestClaim(
        relying_party=BANK.relying_party_id,
        method="PlaceHold",
        request_id="r1",
        digest=sha256(b"as they came").digest(),
    )
