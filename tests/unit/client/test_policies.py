"""Reading a backtest: to its end, over lost connections, and never past a refusal."""

from collections.abc import Iterator
from typing import Any

import grpc
import pytest

from builders.far_end import Act, FarEnd, refuse
from eidgate.client import CallRefusedError, Client
from eidgate.v1 import policy_service_pb2 as pb

ASKED = pb.BacktestPolicyRequest(name="policies/x1")


def message(cursor: str, *, finished: bool = False) -> pb.BacktestPolicyResponse:
    return pb.BacktestPolicyResponse(cursor=cursor, finished=finished)


def send(*messages: pb.BacktestPolicyResponse) -> Act:
    def act(request: Any, context: grpc.ServicerContext) -> Iterator[pb.BacktestPolicyResponse]:
        yield from messages

    return act


def asked(far_end: FarEnd) -> list[tuple[str, str]]:
    requests = [pb.BacktestPolicyRequest.FromString(raw) for raw in far_end.received]
    return [(one.name, one.cursor) for one in requests]


def test_it_is_read_to_its_last_message(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(send(message("a"), message("b", finished=True), message("never")))
    assert [one.cursor for one in client.backtest_policy(ASKED)] == ["a", "b"]


def test_a_lost_connection_goes_on_after_the_last_message(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(send(message("a")))
    far_end.orders.append(send(message("b", finished=True)))
    assert [one.cursor for one in client.backtest_policy(ASKED)] == ["a", "b"]
    assert asked(far_end) == [("policies/x1", ""), ("policies/x1", "a")]
    assert ASKED.cursor == ""


def test_a_refusal_ends_it(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(refuse(grpc.StatusCode.NOT_FOUND))
    with pytest.raises(CallRefusedError) as refused:
        list(client.backtest_policy(ASKED))
    assert refused.value.code is grpc.StatusCode.NOT_FOUND
    assert len(far_end.received) == 1


def test_a_server_that_stays_away_is_given_up(client: Client, far_end: FarEnd) -> None:
    far_end.orders.extend([refuse(grpc.StatusCode.UNAVAILABLE)] * 10)
    with pytest.raises(CallRefusedError):
        list(client.backtest_policy(ASKED))
    assert len(far_end.received) == 6
