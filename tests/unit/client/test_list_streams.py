"""The list as a feed that goes on after every interruption, and as one piece: whole or not at all."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

import grpc
import pytest

from builders.far_end import Act, FarEnd, refuse
from builders.lister import account, site
from eidgate.client import CallRefusedError, Client
from eidgate.v1 import watchlist_service_pb2 as pb

UNAVAILABLE = grpc.StatusCode.UNAVAILABLE
HEADER = pb.ImportHeader(list="mules")


def change(name: str) -> pb.WatchEntriesResponse:
    return pb.WatchEntriesResponse(cursor=f"after-{name}", change=pb.ListingChange(name=name))


def checkpoint(cursor: str) -> pb.WatchEntriesResponse:
    return pb.WatchEntriesResponse(cursor=cursor, checkpoint=pb.Checkpoint())


def send(*messages: pb.WatchEntriesResponse, then: Act | None = None) -> Act:
    def act(request: Any, context: grpc.ServicerContext) -> Iterator[pb.WatchEntriesResponse]:
        yield from messages
        if then is not None:
            then(request, context)

    return act


def cursors(far_end: FarEnd) -> list[str]:
    return [pb.WatchEntriesRequest.FromString(raw).cursor for raw in far_end.received]


def told(found: Iterator[pb.WatchEntriesResponse], count: int | None = None) -> list[str]:
    return [one.cursor for one in islice(found, count)]


# --- the feed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [UNAVAILABLE, grpc.StatusCode.CANCELLED, grpc.StatusCode.RESOURCE_EXHAUSTED])
def test_an_interruption_is_passed_over(client: Client, far_end: FarEnd, code: grpc.StatusCode) -> None:
    far_end.orders += [
        send(change("a"), change("b"), then=refuse(code)),
        send(then=refuse(code)),
        send(checkpoint("c"), change("d")),
    ]
    assert told(client.watch_entries("here"), 4) == ["after-a", "after-b", "c", "after-d"]
    assert cursors(far_end) == ["here", "after-b", "after-b"]


def test_a_feed_that_just_ends_is_opened_again(client: Client, far_end: FarEnd) -> None:
    far_end.orders += [send(change("a")), send(change("b"))]
    assert told(client.watch_entries(), 2) == ["after-a", "after-b"]
    assert cursors(far_end) == ["", "after-a"]


def test_a_reader_that_ends_leaves_the_stream(client: Client, far_end: FarEnd) -> None:
    left = threading.Event()

    def endless(_: Any, context: grpc.ServicerContext) -> Iterator[pb.WatchEntriesResponse]:
        context.add_callback(left.set)
        yield change("a")
        left.wait(30)

    far_end.orders.append(endless)
    for _ in client.watch_entries():
        break
    assert left.wait(30)


def test_a_closed_client_watches_no_more(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(send(change("a")))
    watching = client.watch_entries()
    next(watching)
    client.close()
    assert told(watching) == []


def test_a_refusal_for_good_is_raised(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(send(then=refuse(grpc.StatusCode.OUT_OF_RANGE)))
    with pytest.raises(CallRefusedError) as refused:
        told(client.watch_entries("old"))
    assert refused.value.code is grpc.StatusCode.OUT_OF_RANGE


def test_reading_ends_at_the_checkpoint_also_after_an_interruption(client: Client, far_end: FarEnd) -> None:
    far_end.orders += [send(change("a"), then=refuse(UNAVAILABLE)), send(checkpoint("b"), change("later"))]
    assert told(client.read_entries()) == ["after-a", "b"]


def test_reading_gives_up_on_a_server_that_stays_away(client: Client, far_end: FarEnd) -> None:
    far_end.orders.extend([refuse(UNAVAILABLE)] * 10)
    with pytest.raises(CallRefusedError) as refused:
        told(client.read_entries())
    assert (refused.value.code, len(far_end.received)) == (UNAVAILABLE, 6)


def test_reading_ends_with_its_deadline_whatever_comes(client: Client, far_end: FarEnd) -> None:
    def endless(_: Any, context: grpc.ServicerContext) -> Iterator[pb.WatchEntriesResponse]:
        while context.is_active():
            yield change("a")

    far_end.orders.append(endless)
    with pytest.raises(CallRefusedError) as refused:
        told(client.read_entries(deadline=timedelta(milliseconds=300)))
    assert refused.value.code is grpc.StatusCode.DEADLINE_EXCEEDED


# --- a whole list ------------------------------------------------------------------------------------------


def row(number: int) -> pb.ImportRow:
    return pb.ImportRow(identifier=account(f"{number:010}"), grade=pb.ENTRY_GRADE_REPORTED, code=3)


def take(*messages: pb.ImportEntriesRequest) -> tuple[pb.ImportHeader, list[pb.ImportRow]]:
    header, *others, last = messages
    assert last.end.row_count == sum(len(one.rows.rows) for one in others)
    return header.header, [one for piece in others for one in piece.rows.rows]


def count_rows(messages: Iterator[pb.ImportEntriesRequest], _: Any) -> pb.ImportEntriesResponse:
    _, found = take(*messages)
    return pb.ImportEntriesResponse(applied=True, rows=len(found))


def received(far_end: FarEnd) -> list[pb.ImportEntriesRequest]:
    return [pb.ImportEntriesRequest.FromString(raw) for raw in far_end.received]


def test_a_list_is_sent_in_pieces_and_answered(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(count_rows)
    rows, steps = [row(n) for n in range(2_500)], list[int]()
    answer = client.import_entries(HEADER, rows, progress=steps.append)
    assert (answer.applied, answer.rows) == (True, 2_500)
    assert steps == [1_000, 2_000, 2_500]
    header, sent = take(*received(far_end))
    assert (header.list, sent) == ("mules", rows)
    assert header.request_id
    assert HEADER.request_id == ""


def test_long_rows_come_in_messages_that_the_server_takes(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(count_rows)
    long = [pb.ImportRow(identifier=site(f"a.example/{'x' * 2_000}{n}"), code=3) for n in range(1_000)]
    assert client.import_entries(HEADER, long).rows == 1_000
    assert max(map(len, far_end.received)) < 524_288


def test_a_list_of_nothing_is_a_header(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(count_rows)
    assert client.import_entries(HEADER, []).applied
    assert [one.WhichOneof("piece") for one in received(far_end)] == ["header", "end"]


def test_after_a_lost_connection_all_is_sent_again_under_the_same_request_id(
    client: Client, far_end: FarEnd
) -> None:
    far_end.orders += [refuse(UNAVAILABLE), count_rows]
    assert client.import_entries(HEADER, [row(1), row(2)]).rows == 2
    headers = [one.header for one in received(far_end) if one.WhichOneof("piece") == "header"]
    assert len({one.request_id for one in headers}) == 1


def test_an_iterator_is_sent_once(client: Client, far_end: FarEnd) -> None:
    far_end.orders += [refuse(UNAVAILABLE), count_rows]
    with pytest.raises(CallRefusedError) as refused:
        client.import_entries(HEADER, iter([row(1)]))
    assert refused.value.code is UNAVAILABLE
    assert len(far_end.orders) == 1


def test_a_refusal_midway_ends_the_sending(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(refuse(grpc.StatusCode.PERMISSION_DENIED))
    made = list[int]()

    def endless() -> Iterator[pb.ImportRow]:
        while True:
            made.append(1)
            yield row(1)

    with pytest.raises(CallRefusedError) as refused:
        client.import_entries(HEADER, endless())
    assert refused.value.code is grpc.StatusCode.PERMISSION_DENIED


def test_what_a_maker_of_rows_raises_is_raised_and_the_server_hears_of_no_end(
    client: Client, far_end: FarEnd, caplog: pytest.LogCaptureFixture
) -> None:
    how, over = list[str](), threading.Event()

    def listen(messages: Iterator[pb.ImportEntriesRequest], _: Any) -> pb.ImportEntriesResponse:
        try:
            how.append(f"ended after {len(list(messages))}")
        except grpc.RpcError:
            how.append("broken off")
            raise
        finally:
            over.set()
        return pb.ImportEntriesResponse()

    def rows() -> Iterator[pb.ImportRow]:
        yield from (row(n) for n in range(1_500))
        raise LookupError("line 1501: 0200000077")

    far_end.orders.append(listen)
    with pytest.raises(LookupError, match="line 1501"):
        client.import_entries(HEADER, rows())
    assert over.wait(30)
    assert how == ["broken off"]
    assert "0200000077" not in caplog.text


def test_rows_are_made_in_the_callers_thread(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(count_rows)
    threads = set[int]()

    def rows() -> Iterator[pb.ImportRow]:
        threads.add(threading.get_ident())
        yield row(1)

    client.import_entries(HEADER, rows(), progress=lambda _: threads.add(threading.get_ident()))
    assert threads == {threading.get_ident()}


def test_an_import_has_a_deadline(client: Client, far_end: FarEnd) -> None:
    def hang(_: Any, context: grpc.ServicerContext) -> pb.ImportEntriesResponse:
        gone = threading.Event()
        context.add_callback(gone.set)
        gone.wait(30)
        return pb.ImportEntriesResponse()

    far_end.orders.append(hang)
    with pytest.raises(CallRefusedError) as refused:
        client.import_entries(HEADER, [row(1)], deadline=timedelta(milliseconds=300))
    assert refused.value.code is grpc.StatusCode.DEADLINE_EXCEEDED
    assert refused.value.request_id
