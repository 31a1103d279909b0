"""Reflection is for callers who are known, and takes nothing from those who pay."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from builders.contract import SERVICE, request
from builders.served import Served, channel, method, served
from builders.supervised import eventually
from eidgate.rpc import streams
from eidgate.rpc.streams import StreamBounds

METHOD = "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"


def idle(opened: grpc.Channel, until: threading.Event) -> Any:
    """Begin a conversation and ask nothing."""
    return reflection_pb2_grpc.ServerReflectionStub(opened).ServerReflectionInfo(iter(until.wait, None))


def open_streams(server: Served) -> int:
    return len(server.serving._server._concerns.streams._open)


def ended(server: Served, code: str) -> float:
    return server.count("eidgate_rpc_requests_total", method=METHOD, code=code)


def test_it_answers_question_after_question(tmp_path: Path) -> None:
    asked = [
        reflection_pb2.ServerReflectionRequest(list_services=""),
        reflection_pb2.ServerReflectionRequest(file_containing_symbol=SERVICE),
        reflection_pb2.ServerReflectionRequest(file_by_filename="no/such.proto"),
        reflection_pb2.ServerReflectionRequest(),
    ]
    with (
        served(tmp_path, reflection=True) as server,
        channel(server.certificates, server.serving.port) as opened,
    ):
        answers = list(reflection_pb2_grpc.ServerReflectionStub(opened).ServerReflectionInfo(iter(asked)))
        kinds = [one.WhichOneof("message_response") for one in answers]
        assert kinds == [
            "list_services_response",
            "file_descriptor_response",
            "error_response",
            "error_response",
        ]
        named = {one.name for one in answers[0].list_services_response.service}
        assert named == {SERVICE, "grpc.health.v1.Health", METHOD.partition("/")[0]}
        eventually(lambda: ended(server, "OK") == 1)


def test_it_is_refused_to_a_certificate_that_belongs_to_no_relying_party(tmp_path: Path) -> None:
    with (
        served(tmp_path, reflection=True) as server,
        channel(server.certificates, server.serving.port, caller="shop-a") as opened,
        pytest.raises(grpc.RpcError) as caught,
    ):
        list(reflection_pb2_grpc.ServerReflectionStub(opened).ServerReflectionInfo(iter(())))
    assert caught.value.code() == grpc.StatusCode.UNAUTHENTICATED


def test_conversations_that_ask_nothing_leave_the_threads_to_calls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = StreamBounds(streams=3, each=2, stall=timedelta(seconds=1))
    monkeypatch.setattr(streams, "StreamBounds", lambda: few)
    over = threading.Event()
    with (
        served(tmp_path, reflection=True, threads=1) as server,
        channel(server.certificates, server.serving.port) as opened,
    ):
        talks = [idle(opened, over) for _ in range(2)]
        eventually(lambda: open_streams(server) == 2)
        assert method(opened)(request(), timeout=5).text.startswith("bank-a")

        with pytest.raises(grpc.RpcError) as caught:
            next(idle(opened, over))
        assert caught.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED

        for talk in talks:
            talk.cancel()
        eventually(lambda: open_streams(server) == 0)
        over.set()
