"""Following alerts: from the place in the file, over every interruption, and never past a refusal."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.rpc.error_details_pb2 import ErrorInfo

from builders.far_end import Act, FarEnd, refuse
from eidgate.client import CallRefusedError, Client, CursorFile
from eidgate.v1 import alert_service_pb2 as pb


@pytest.fixture
def place(tmp_path: Path) -> CursorFile:
    return CursorFile(tmp_path / "cursor")


def alert(name: str) -> pb.StreamAlertsResponse:
    return pb.StreamAlertsResponse(cursor=f"after-{name}", alert=pb.Alert(name=name))


def checkpoint(cursor: str) -> pb.StreamAlertsResponse:
    return pb.StreamAlertsResponse(cursor=cursor, checkpoint=pb.StreamAlertsResponse.Checkpoint())


def send(*messages: pb.StreamAlertsResponse, then: Act | None = None) -> Act:
    def act(request: Any, context: grpc.ServicerContext) -> Iterator[pb.StreamAlertsResponse]:
        yield from messages
        if then is not None:
            then(request, context)

    return act


def cursors(far_end: FarEnd) -> list[str]:
    return [pb.StreamAlertsRequest.FromString(raw).cursor for raw in far_end.received]


def names(found: Iterator[pb.Alert], count: int | None = None) -> list[str]:
    return [one.name for one in islice(found, count)]


def test_what_waits_is_read_up_to_the_checkpoint(client: Client, far_end: FarEnd, place: CursorFile) -> None:
    far_end.orders.append(send(alert("a"), alert("b"), checkpoint("end"), alert("later")))
    assert names(client.read_alerts(place)) == ["a", "b"]
    assert place.read() == "end"


def test_the_place_moves_when_the_next_one_is_asked_for(
    client: Client, far_end: FarEnd, place: CursorFile
) -> None:
    far_end.orders.append(send(alert("a"), alert("b")))
    following = client.follow_alerts(place)
    next(following)
    assert place.read() == ""
    next(following)
    assert place.read() == "after-a"


@pytest.mark.parametrize(
    "code", [grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED, grpc.StatusCode.RESOURCE_EXHAUSTED]
)
def test_an_interruption_is_passed_over(
    client: Client, far_end: FarEnd, place: CursorFile, code: grpc.StatusCode
) -> None:
    far_end.orders += [send(alert("a"), then=refuse(code)), send(then=refuse(code)), send(alert("b"))]
    assert names(client.follow_alerts(place), 2) == ["a", "b"]
    assert cursors(far_end) == ["", "after-a", "after-a"]


def test_a_stream_that_just_ends_is_opened_again(client: Client, far_end: FarEnd, place: CursorFile) -> None:
    far_end.orders += [send(alert("a")), send(alert("b"))]
    assert names(client.follow_alerts(place), 2) == ["a", "b"]


@pytest.mark.parametrize(
    "code",
    [grpc.StatusCode.OUT_OF_RANGE, grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.PERMISSION_DENIED],
)
def test_a_refusal_for_good_is_raised_with_what_it_says(
    client: Client, far_end: FarEnd, place: CursorFile, code: grpc.StatusCode
) -> None:
    place.write("old")
    told = ErrorInfo(reason="CURSOR_EXPIRED", domain="eidgate", metadata={"earliest": "e"})
    far_end.orders.append(send(then=refuse(code, told)))
    with pytest.raises(CallRefusedError) as error:
        names(client.follow_alerts(place))
    assert (error.value.code, error.value.metadata) == (code, {"earliest": "e"})
    assert place.read() == "old"


def test_a_closed_client_follows_no_more(client: Client, far_end: FarEnd, place: CursorFile) -> None:
    far_end.orders.append(send(alert("a")))
    following = client.follow_alerts(place)
    next(following)
    client.close()
    assert names(following) == []
