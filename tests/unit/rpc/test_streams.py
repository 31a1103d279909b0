"""Streams over real gRPC and mutual TLS: bounded, alone each, and ended so that their readers can go on."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import grpc
import pytest

from builders.contract import SERVICE, Response, request
from builders.served import (
    Served,
    Servicer,
    channel,
    collect,
    details,
    method,
    relying_party,
    served,
    watch,
    write_relying_parties,
)
from builders.supervised import eventually
from eidgate.rpc import streams
from eidgate.rpc.interceptors.streaming import StreamCall
from eidgate.rpc.streams import StreamBounds

PATIENCE = 30  # seconds, on a crowded machine
REQUESTS = "eidgate_rpc_requests_total"


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few places and little patience."""
    few = StreamBounds(streams=3, each=2, stall=timedelta(milliseconds=200))
    monkeypatch.setattr(streams, "StreamBounds", lambda: few)


def code_of(stream: Any) -> grpc.StatusCode:
    with pytest.raises(grpc.RpcError) as caught:
        for _ in stream:
            pass
    code: grpc.StatusCode = caught.value.code()
    return code


def refusal(stream: Any) -> Any:
    with pytest.raises(grpc.RpcError) as caught:
        next(stream)
    return details(caught.value)["ErrorInfo"].reason


def open_streams(server: Served) -> float:
    return server.count("eidgate_rpc_streams_open")


def ended(server: Served, code: str) -> float:
    return server.count(REQUESTS, method=f"{SERVICE}/Watch", code=code)


@contextmanager
def reached(tmp_path: Path, **server: Any) -> Iterator[tuple[Served, grpc.Channel]]:
    with (
        served(tmp_path, **server) as running,
        channel(running.certificates, running.serving.port) as opened,
    ):
        yield running, opened


def test_a_stream_gives_one_message_after_another(tmp_path: Path) -> None:
    with reached(tmp_path) as (server, opened):
        stream = watch(opened)(request())
        assert [next(stream).text for _ in range(3)] == ["0", "1", "2"]
        assert open_streams(server) == 1
        stream.cancel()
        eventually(lambda: open_streams(server) == 0)
        eventually(lambda: ended(server, "CANCELLED") == 1)


def test_a_stream_that_breaks_a_rule_is_refused_with_the_violations(tmp_path: Path) -> None:
    with reached(tmp_path) as (_, opened), pytest.raises(grpc.RpcError) as caught:
        next(watch(opened)(request(word_3="UPPER")))
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert [one.field for one in details(caught.value)["BadRequest"].field_violations] == ["word_3"]


def test_a_stranger_gets_no_stream(tmp_path: Path) -> None:
    with (
        served(tmp_path) as server,
        channel(server.certificates, server.serving.port, caller="shop-a") as opened,
    ):
        assert refusal(watch(opened)(request())) == "CERTIFICATE_UNKNOWN"


def test_what_a_handler_raises_midway_ends_the_stream_with_its_status(tmp_path: Path) -> None:
    with reached(tmp_path) as (server, opened):
        assert (
            code_of(watch(opened)(request(labels={"with": "illegal"}))) is grpc.StatusCode.FAILED_PRECONDITION
        )
        assert code_of(watch(opened)(request(labels={"with": "bug"}))) is grpc.StatusCode.INTERNAL
        assert ended(server, "INTERNAL") == 1


def test_the_callers_deadline_ends_a_stream(tmp_path: Path) -> None:
    with reached(tmp_path) as (server, opened):
        slow = request(labels={"pause": "30"})
        assert code_of(watch(opened)(slow, timeout=0.2)) is grpc.StatusCode.DEADLINE_EXCEEDED
        eventually(lambda: open_streams(server) == 0)


@pytest.mark.usefixtures("bounds")
def test_a_relying_party_has_only_so_many_streams(tmp_path: Path) -> None:
    with reached(tmp_path) as (server, opened):
        held = [watch(opened)(request(labels={"pause": "0.05"})) for _ in range(2)]
        for stream in held:
            next(stream)
        assert refusal(watch(opened)(request())) == "QUOTA_EXCEEDED"
        held[0].cancel()
        eventually(lambda: open_streams(server) == 1)
        assert next(watch(opened)(request())).text == "0"


@pytest.mark.usefixtures("bounds")
def test_a_process_has_only_so_many_streams(tmp_path: Path) -> None:
    with reached(tmp_path) as (server, bank):
        write_relying_parties(tmp_path, relying_party("bank-a"), relying_party("shop-a"))
        server.serving.reload()
        with channel(server.certificates, server.serving.port, caller="shop-a") as shop:
            held = [watch(one)(request(labels={"pause": "0.05"})) for one in (bank, bank, shop)]
            for stream in held:
                next(stream)
            assert refusal(watch(shop)(request())) == "OVERLOADED"
            assert method(shop)(request(), timeout=5).text.startswith("shop-a")


@pytest.mark.usefixtures("bounds")
def test_a_reader_that_does_not_read_loses_its_place_and_costs_nobody_else(tmp_path: Path) -> None:
    with reached(tmp_path) as (server, opened):
        lazy = watch(opened)(request(labels={"size": "900000"}))
        next(lazy)
        brisk = watch(opened)(request())
        assert [next(brisk).text for _ in range(100)][-1] == "99"
        assert method(opened)(request(), timeout=5).text.startswith("bank-a")
        eventually(lambda: open_streams(server) == 1)
        assert code_of(lazy) is grpc.StatusCode.CANCELLED
        assert next(brisk).text == "100"


def test_streams_take_no_thread_from_calls(tmp_path: Path) -> None:
    with reached(tmp_path, threads=1) as (_, opened):
        held = [watch(opened)(request(labels={"pause": "0.05"})) for _ in range(4)]
        for stream in held:
            next(stream)
        assert method(opened)(request(), timeout=5).text.startswith("bank-a")


def test_a_drain_ends_streams_at_once_and_tells_them_to_go_on_elsewhere(tmp_path: Path) -> None:
    with reached(tmp_path, drain_seconds=60) as (server, opened):
        stream = watch(opened)(request(labels={"pause": "30"}))
        eventually(lambda: open_streams(server) == 1)
        threading.Thread(target=server.serving.drain).start()
        with pytest.raises(grpc.RpcError) as caught:
            next(stream)
        assert caught.value.code() is grpc.StatusCode.UNAVAILABLE
        assert details(caught.value)["ErrorInfo"].reason == "DRAINING"


def test_a_stream_ends_when_its_caller_is_no_longer_configured(tmp_path: Path) -> None:
    with reached(tmp_path) as (server, opened):
        stream = watch(opened)(request(labels={"pause": "0.05"}))
        next(stream)
        write_relying_parties(tmp_path, relying_party("bank-b"))
        server.serving.reload()
        assert code_of(stream) is grpc.StatusCode.UNAUTHENTICATED


def test_an_upload_sees_every_message_and_hashes_them_in_order(tmp_path: Path) -> None:
    sent = [request(labels={"n": str(n)}) for n in range(500)]
    digest = sha256()
    for one in sent:
        raw = one.SerializeToString()
        digest.update(len(raw).to_bytes(8) + raw)
    with reached(tmp_path) as (_, opened):
        assert collect(opened)(iter(sent)).text == f"bank-a 500 {digest.hexdigest()}"


def test_an_upload_with_a_bad_message_is_refused_as_a_whole(tmp_path: Path) -> None:
    with reached(tmp_path) as (_, opened), pytest.raises(grpc.RpcError) as caught:
        collect(opened)(iter([request(), request(word_0="UPPER"), request()]))
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT


class Reading(Servicer):
    """Reads on only when its caller has left, and notes how the messages ended."""

    def __init__(self) -> None:
        self.began, self.ended, self.how = threading.Event(), threading.Event(), ""

    def Collect(self, messages: Iterator[Any], call: StreamCall) -> Any:  # noqa: N802 (the contract's name)
        next(messages)
        self.began.set()
        while call.pause(timedelta(milliseconds=1)):
            pass
        try:
            self.how = f"all {sum(1 for _ in messages)} came"
        except grpc.RpcError:
            self.how = "broken off"
            raise
        finally:
            self.ended.set()
        return Response()


def test_an_upload_whose_sender_left_was_not_sent_to_its_end(tmp_path: Path) -> None:
    """Once that is known; until then it may look as if it had ended, so a list has an end of its own."""
    servicer, open_end = Reading(), threading.Event()

    def messages() -> Iterator[Any]:
        yield request()
        open_end.wait()

    with reached(tmp_path, servicer=servicer) as (server, opened):
        sending = collect(opened).future(messages())
        assert servicer.began.wait(PATIENCE)
        sending.cancel()
        assert servicer.ended.wait(PATIENCE)
        open_end.set()
        assert servicer.how == "broken off"
        eventually(lambda: server.count(REQUESTS, method=f"{SERVICE}/Collect", code="CANCELLED") == 1)
