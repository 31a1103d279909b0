from datetime import timedelta
from threading import Event
from typing import Any
from uuid import UUID

import grpc
import pytest
from google.protobuf.duration_pb2 import Duration
from google.rpc import error_details_pb2

from builders.far_end import Act, FarEnd, refuse, replayed
from eidgate.client import CallRefusedError, Client, ClientCertificates, RetryPolicy, connect
from eidgate.client.calls import Caller, Method
from eidgate.client.line import Line
from eidgate.v1 import verification_service_pb2 as pb

UNAVAILABLE = grpc.StatusCode.UNAVAILABLE
EXHAUSTED = grpc.StatusCode.RESOURCE_EXHAUSTED
CANCELLED = grpc.StatusCode.CANCELLED
HOUR = timedelta(hours=1)


def retry_info(delay: timedelta) -> error_details_pb2.RetryInfo:
    advised = Duration()
    advised.FromTimedelta(delay)
    return error_details_pb2.RetryInfo(retry_delay=advised)


def hang(_: Any, context: grpc.ServicerContext) -> None:
    """Answer nothing until the caller has given up."""
    gone = Event()
    context.add_callback(gone.set)
    gone.wait(timeout=30)
    context.abort(grpc.StatusCode.CANCELLED, "nobody waits any more")


@pytest.mark.parametrize("code", [UNAVAILABLE, EXHAUSTED, grpc.StatusCode.DEADLINE_EXCEEDED, CANCELLED])
def test_a_retry_sends_the_same_bytes_with_the_request_id_made_before_the_first_try(
    client: Client, far_end: FarEnd, code: grpc.StatusCode
) -> None:
    far_end.orders.extend([refuse(code), refuse(code)])
    answered = client.verify_transaction(pb.VerifyTransactionRequest(correlation_id="order-7"))
    assert not answered.replayed
    assert len(far_end.received) == 3
    assert len(set(far_end.received)) == 1
    sent = pb.VerifyTransactionRequest.FromString(far_end.received[0])
    assert UUID(sent.request_id).version == 4
    assert sent.correlation_id == "order-7"


@pytest.mark.parametrize(
    "code",
    [
        grpc.StatusCode.INVALID_ARGUMENT,
        grpc.StatusCode.PERMISSION_DENIED,
        grpc.StatusCode.ALREADY_EXISTS,
        grpc.StatusCode.ABORTED,
        grpc.StatusCode.INTERNAL,
        grpc.StatusCode.FAILED_PRECONDITION,
    ],
)
def test_a_refusal_that_another_try_would_not_change_is_raised_at_once(
    client: Client, far_end: FarEnd, code: grpc.StatusCode
) -> None:
    far_end.orders.append(refuse(code))
    with pytest.raises(CallRefusedError) as caught:
        client.verify_transaction(pb.VerifyTransactionRequest())
    assert caught.value.code is code
    assert len(far_end.received) == 1


def test_gives_up_after_its_attempts_and_names_the_request_id_to_ask_again_with(
    client: Client, far_end: FarEnd
) -> None:
    far_end.orders.extend([refuse(UNAVAILABLE)] * 9)
    with pytest.raises(CallRefusedError) as caught:
        client.verify_transaction(pb.VerifyTransactionRequest())
    assert caught.value.code is UNAVAILABLE
    assert len(far_end.received) == RetryPolicy().attempts
    sent = pb.VerifyTransactionRequest.FromString(far_end.received[0])
    assert caught.value.request_id == sent.request_id


def test_waits_at_least_as_long_as_the_server_advises(client: Client, far_end: FarEnd) -> None:
    advised = timedelta(milliseconds=300)
    far_end.orders.append(refuse(EXHAUSTED, retry_info(advised)))
    client.verify_transaction(pb.VerifyTransactionRequest())
    first, second = far_end.arrivals
    assert second - first >= advised.total_seconds()


def test_advice_beyond_the_deadline_is_handed_to_the_caller_instead_of_waited_for(
    client: Client, far_end: FarEnd
) -> None:
    far_end.orders.append(refuse(EXHAUSTED, retry_info(HOUR)))
    with pytest.raises(CallRefusedError) as caught:
        client.verify_transaction(pb.VerifyTransactionRequest())
    assert caught.value.retry_after == HOUR
    assert len(far_end.received) == 1


def test_the_deadline_ends_a_call_that_nobody_answers(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(hang)
    with pytest.raises(CallRefusedError) as caught:
        client.get_decision(pb.GetDecisionRequest(), deadline=timedelta(milliseconds=200))
    assert caught.value.code is grpc.StatusCode.DEADLINE_EXCEEDED
    assert caught.value.reason == ""
    assert all(left < 1 for left in far_end.patience)


def test_a_deadline_of_nothing_reaches_nobody(client: Client, far_end: FarEnd) -> None:
    with pytest.raises(CallRefusedError) as caught:
        client.get_decision(pb.GetDecisionRequest(), deadline=timedelta(0))
    assert caught.value.code is grpc.StatusCode.DEADLINE_EXCEEDED
    assert not far_end.received


def test_no_try_takes_longer_than_its_patience_so_that_the_next_can_still_succeed(
    far_end: FarEnd, certificates: ClientCertificates
) -> None:
    far_end.orders.append(hang)
    policy = RetryPolicy(patience=timedelta(seconds=1), first_pause=timedelta(0))
    with connect(
        far_end.target, certificates=certificates, deadline=timedelta(seconds=30), retry=policy
    ) as client:
        client.verify_transaction(pb.VerifyTransactionRequest())
    assert len(far_end.received) == 2
    assert len(set(far_end.received)) == 1
    assert all(left < 2 for left in far_end.patience), "gRPC rounds timeouts up by a little"


def test_a_method_that_is_not_repeatable_is_never_tried_again(
    far_end: FarEnd, certificates: ClientCertificates
) -> None:
    far_end.orders.append(refuse(UNAVAILABLE))
    caller = Caller(
        line=Line(far_end.target, certificates),
        deadline=timedelta(seconds=30),
        retry=RetryPolicy(),
        language="en",
    )
    once = Method(
        path="/eidgate.v1.VerificationService/GetDecision", response=pb.GetDecisionResponse, repeatable=False
    )
    with pytest.raises(CallRefusedError):
        caller.call(once, pb.GetDecisionRequest())
    assert len(far_end.received) == 1
    caller.line.close()


def test_closing_ends_the_wait_for_another_try(far_end: FarEnd, certificates: ClientCertificates) -> None:
    policy = RetryPolicy(first_pause=HOUR, longest_pause=HOUR)
    client = connect(far_end.target, certificates=certificates, deadline=2 * HOUR, retry=policy)

    def close_and_refuse(request: Any, context: grpc.ServicerContext) -> None:
        client._caller.closing.set()
        refuse(UNAVAILABLE)(request, context)

    far_end.orders.append(close_and_refuse)
    with pytest.raises(CallRefusedError):
        client.verify_transaction(pb.VerifyTransactionRequest())
    assert len(far_end.received) == 1
    client.close()


@pytest.mark.parametrize(
    ("order", "expected"),
    [(replayed(pb.VerifyTransactionResponse()), True), (lambda *_: pb.VerifyTransactionResponse(), False)],
)
def test_says_whether_an_earlier_call_had_been_given_this_answer(
    client: Client, far_end: FarEnd, order: Act, *, expected: bool
) -> None:
    far_end.orders.append(order)
    assert client.verify_transaction(pb.VerifyTransactionRequest()).replayed is expected


def test_asks_for_refusals_in_the_language_of_the_connection(
    far_end: FarEnd, certificates: ClientCertificates
) -> None:
    with connect(far_end.target, certificates=certificates, language="en") as client:
        client.get_decision(pb.GetDecisionRequest(), deadline=timedelta(seconds=30))
    assert far_end.metadata[0]["accept-language"] == "en"


def test_pauses_double_up_to_the_longest_and_are_drawn_from_all_of_it() -> None:
    policy = RetryPolicy(first_pause=timedelta(milliseconds=50), longest_pause=timedelta(milliseconds=150))
    longest = [policy.pause(tried, None, lambda: 1.0) / timedelta(milliseconds=1) for tried in (1, 2, 3, 99)]
    assert longest == [50, 100, 150, 150]
    assert policy.pause(3, None, lambda: 0.0) == timedelta(0)


def test_the_servers_advice_is_waited_before_the_drawn_pause() -> None:
    policy = RetryPolicy(first_pause=timedelta(milliseconds=50))
    assert policy.pause(1, timedelta(seconds=1), lambda: 0.5) == timedelta(milliseconds=1025)


@pytest.mark.parametrize(
    "figures",
    [
        {"attempts": 0},
        {"patience": timedelta(0)},
        {"first_pause": timedelta(seconds=-1)},
        {"first_pause": timedelta(seconds=2), "longest_pause": timedelta(seconds=1)},
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(figures: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"tried at least once|must not be negative"):
        RetryPolicy(**figures)


@pytest.mark.parametrize(
    ("told", "times"),
    [
        ("sim_swap=310,clock=0", {"sim_swap": 310, "clock": 0}),
        ("sim_swap=310,,odd,other=x", {"sim_swap": 310}),
        (f"sim_swap=310,long={'9' * 5_000}", {"sim_swap": 310}),
        ("", {}),
    ],
)
def test_times_of_signals_are_read_from_beside_the_answer(
    client: Client, far_end: FarEnd, told: str, times: dict[str, int]
) -> None:
    def timed(_: Any, context: grpc.ServicerContext) -> pb.VerifyTransactionResponse:
        context.set_trailing_metadata((("eidgate-signal-times", told),))
        return pb.VerifyTransactionResponse()

    far_end.orders.append(timed)
    request = pb.VerifyTransactionRequest(with_timings=True)
    assert client.verify_transaction(request).signal_times == times
    assert client.verify_transaction(request).signal_times == {}
