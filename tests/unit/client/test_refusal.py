from datetime import timedelta

import grpc
import pytest
from google.protobuf.duration_pb2 import Duration
from google.rpc import error_details_pb2

from builders.far_end import FarEnd, refuse
from eidgate.client import CallRefusedError, Client, Violation
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
