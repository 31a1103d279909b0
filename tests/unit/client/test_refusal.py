from datetime import timedelta
from typing import Any

import grpc
import pytest
from google.protobuf.duration_pb2 import Duration
from google.rpc import error_details_pb2, status_pb2

from builders.far_end import FarEnd, refuse
from eidgate.client import CallRefusedError, Client, Violation
from eidgate.client.refusal import DETAILS_KEY
from eidgate.v1 import verification_service_pb2 as pb

REQUEST = pb.VerifyTransactionRequest(request_id="7c8a2f0e-4a52-4a53-9f5e-0d3b6a3c2f11")


def refused(client: Client) -> CallRefusedError:
    with pytest.raises(CallRefusedError) as caught:
        client.verify_transaction(REQUEST)
    return caught.value


def info(
    reason: str, *, domain: str = "eidgate", metadata: dict[str, str] | None = None
) -> error_details_pb2.ErrorInfo:
    return error_details_pb2.ErrorInfo(reason=reason, domain=domain, metadata=metadata)


def test_carries_every_violation_with_path_and_rule(client: Client, far_end: FarEnd) -> None:
    faults = [
        ("transaction.amount", "nanos must be 0", "money.nanos"),
        ("transaction.payer.number", "does not match", "string.pattern"),
        ("request_id", "must be a UUID", "string.uuid"),
    ]
    listed = error_details_pb2.BadRequest()
    for path, description, rule in faults:
        listed.field_violations.add(field=path, description=description, reason=rule)
    far_end.orders.append(refuse(grpc.StatusCode.INVALID_ARGUMENT, info("REQUEST_INVALID"), listed))
    error = refused(client)
    assert error.code is grpc.StatusCode.INVALID_ARGUMENT
    assert error.reason == "REQUEST_INVALID"
    assert error.violations == tuple(Violation(field=f, description=d, rule=r) for f, d, r in faults)


def test_carries_reason_texts_metadata_and_advice(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(
        refuse(
            grpc.StatusCode.FAILED_PRECONDITION,
            info("ASSERTION_REFUSED", metadata={"reason": "SIGNATURE_INVALID", "step": "5"}),
            error_details_pb2.LocalizedMessage(locale="vi", message="Không được chấp nhận."),
            error_details_pb2.RetryInfo(retry_delay=Duration(seconds=2)),
        )
    )
    error = refused(client)
    assert error.reason == "ASSERTION_REFUSED"
    assert error.metadata == {"reason": "SIGNATURE_INVALID", "step": "5"}
    assert error.texts == {"vi": "Không được chấp nhận."}
    assert error.retry_after == timedelta(seconds=2)
    assert error.request_id == REQUEST.request_id
    assert str(error) == "FAILED_PRECONDITION: ASSERTION_REFUSED: refused"


def test_the_reason_of_another_domain_is_not_taken_for_ours(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(refuse(grpc.StatusCode.PERMISSION_DENIED, info("BLOCKED", domain="proxy.example")))
    error = refused(client)
    assert (error.reason, error.metadata) == ("", {})


def test_a_refusal_without_details_keeps_its_code(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(refuse(grpc.StatusCode.UNIMPLEMENTED))
    error = refused(client)
    assert error.code is grpc.StatusCode.UNIMPLEMENTED
    assert (error.reason, error.violations, error.retry_after, error.texts) == ("", (), None, {})


def test_details_that_cannot_be_read_do_not_hide_the_code(client: Client, far_end: FarEnd) -> None:
    def garble(_: object, context: grpc.ServicerContext) -> None:
        context.set_trailing_metadata((("grpc-status-details-bin", b"\xff\xff\xff"),))
        context.abort(grpc.StatusCode.NOT_FOUND, "no such decision")

    far_end.orders.append(garble)
    error = refused(client)
    assert (error.code, error.message, error.reason) == (grpc.StatusCode.NOT_FOUND, "no such decision", "")


@pytest.mark.parametrize(
    ("delay", "advice"),
    [
        (Duration(seconds=-1), timedelta(0)),
        (Duration(seconds=2**62), timedelta(days=1)),
        (Duration(seconds=1, nanos=-7), timedelta(seconds=1)),
        (Duration(nanos=2_000_000_000), timedelta(microseconds=999_999)),
    ],
)
def test_advice_is_never_longer_than_a_day_or_in_the_past(
    client: Client, far_end: FarEnd, delay: Duration, advice: timedelta
) -> None:
    far_end.orders.append(
        refuse(grpc.StatusCode.FAILED_PRECONDITION, error_details_pb2.RetryInfo(retry_delay=delay))
    )
    assert refused(client).retry_after == advice


def test_a_broken_detail_does_not_cost_the_code(client: Client, far_end: FarEnd) -> None:
    def broken(_: Any, context: grpc.ServicerContext) -> pb.VerifyTransactionResponse:
        status = status_pb2.Status()
        status.details.add().Pack(info("NOT_PERMITTED"))
        status.details[0].value = b"\x0a\xff"
        context.set_trailing_metadata(((DETAILS_KEY, status.SerializeToString()),))
        context.abort(grpc.StatusCode.PERMISSION_DENIED, "refused")

    far_end.orders.append(broken)
    error = refused(client)
    assert (error.code, error.reason) == (grpc.StatusCode.PERMISSION_DENIED, "")
