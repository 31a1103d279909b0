"""The server as a caller meets it: real gRPC over mutual TLS on loopback."""

import hashlib
import logging
import socket
import ssl
import threading
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

import grpc
import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

from builders.contract import A_REQUEST_ID, SERVICE, request
from builders.served import channel, details, method, relying_party, served, write_relying_parties
from builders.supervised import eventually
from eidgate.adapters.clock import SystemClock
from eidgate.core.errors import ConfigurationError
from eidgate.rpc.credentials import refuses_tls_1_2
from eidgate.rpc.interceptors.reading import MAX_MESSAGE_BYTES, MAX_REQUEST_BYTES, Reader
from eidgate.simulator.certificates import ensure_certificates

SERVING = health_pb2.HealthCheckResponse.SERVING
NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING


def test_a_handler_sees_who_calls_what_was_sent_and_how_long_there_is(tmp_path: Path) -> None:
    sent = request(correlation_id="corr-1")
    with served(tmp_path) as server, channel(server.certificates, server.serving.port) as opened:
        answer, call = method(opened).with_call(sent, timeout=30)
        digest = hashlib.sha256(sent.SerializeToString()).hexdigest()
        assert answer.text == f"bank-a {digest} corr-1 0:00:03"
        assert ("eidgate-replayed", "true") in call.trailing_metadata()
        method_name = f"{SERVICE}/Do"
        assert server.count("eidgate_rpc_requests_total", method=method_name, code="OK") == 1
        assert server.count("eidgate_rpc_duration_seconds_count", method=method_name, code="OK") == 1


def test_the_remaining_time_is_the_callers_when_it_waits_less_than_the_cap(tmp_path: Path) -> None:
    with served(tmp_path) as server, channel(server.certificates, server.serving.port) as opened:
        answer = method(opened)(request(), timeout=1)
        assert answer.text.rpartition(" ")[2] < "0:00:01"


def test_refuses_a_caller_without_a_certificate(tmp_path: Path) -> None:
    with (
        served(tmp_path) as server,
        channel(server.certificates, server.serving.port, caller=None) as opened,
        pytest.raises(grpc.RpcError) as caught,
    ):
        method(opened)(request(), timeout=5)
    assert caught.value.code() == grpc.StatusCode.UNAVAILABLE  # the handshake fails: there is no call


def test_refuses_a_certificate_that_belongs_to_no_relying_party(tmp_path: Path) -> None:
    with (
        served(tmp_path) as server,
        channel(server.certificates, server.serving.port, caller="shop-a") as opened,
        pytest.raises(grpc.RpcError) as caught,
    ):
        method(opened)(request(), timeout=5)
    assert caught.value.code() == grpc.StatusCode.UNAUTHENTICATED
    found = details(caught.value)
    assert found["ErrorInfo"].reason == "CERTIFICATE_UNKNOWN"
    assert found["ErrorInfo"].domain == "eidgate"
    assert found["LocalizedMessage"].locale == "vi"


def test_refuses_the_servers_own_certificate_from_another_authority(tmp_path: Path) -> None:
    other = ensure_certificates(tmp_path / "other", at=SystemClock().now())
    with served(tmp_path) as server:
        (tmp_path / "other" / "ca.crt").write_bytes(server.certificates.authority.read_bytes())
        with channel(other, server.serving.port) as opened, pytest.raises(grpc.RpcError) as caught:
            method(opened)(request(), timeout=5)
    assert caught.value.code() == grpc.StatusCode.UNAVAILABLE


def _client_context(server: object, version: ssl.TLSVersion) -> ssl.SSLContext:
    certificates = server.certificates  # type: ignore[attr-defined]
    context = ssl.create_default_context(cafile=str(certificates.authority))
    context.load_cert_chain(certificates.certificate("bank-a"), certificates.key("bank-a"))
    context.minimum_version = context.maximum_version = version
    return context


def test_speaks_tls_1_3_and_refuses_tls_1_2(tmp_path: Path) -> None:
    with served(tmp_path) as server:
        address = ("127.0.0.1", server.serving.port)
        modern = _client_context(server, ssl.TLSVersion.TLSv1_3)
        with (
            socket.create_connection(address) as plain,
            modern.wrap_socket(plain, server_hostname="localhost") as secure,
        ):
            assert secure.version() == "TLSv1.3"
        old = _client_context(server, ssl.TLSVersion.TLSv1_2)
        with socket.create_connection(address) as plain, pytest.raises((ssl.SSLError, ConnectionResetError)):
            old.wrap_socket(plain, server_hostname="localhost")
        assert refuses_tls_1_2(*address)


def test_the_probe_sees_a_server_that_accepts_tls_1_2(tmp_path: Path) -> None:
    certificates = ensure_certificates(tmp_path, at=SystemClock().now())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.certificate("server"), certificates.key("server"))

    def accept(listener: socket.socket) -> None:
        plain, _ = listener.accept()
        with plain, pytest.raises((ssl.SSLError, OSError)):
            context.wrap_socket(plain, server_side=True)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=accept, args=(listener,))
        thread.start()
        assert not refuses_tls_1_2(*listener.getsockname())
        thread.join()


def test_every_violation_is_listed_with_its_path(tmp_path: Path) -> None:
    wrong = request(
        transaction={"amount": {"units": 0}},
        items=[{"request_id": A_REQUEST_ID}, {"request_id": "x"}],
        labels={"ground": "too long for it"},
        word_3="UPPER",
    )
    with (
        served(tmp_path) as server,
        channel(server.certificates, server.serving.port) as opened,
        pytest.raises(grpc.RpcError) as caught,
    ):
        method(opened)(wrong, timeout=5)
    assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    found = details(caught.value)
    assert found["ErrorInfo"].reason == "REQUEST_INVALID"
    violations = {each.field: each.reason for each in found["BadRequest"].field_violations}
    assert violations == {
        "transaction.amount.units": "int64.gt",
        "items[1].request_id": "string.uuid",
        'labels["ground"]': "string.max_len",
        "word_3": "string.pattern",
    }
    assert "UPPER" not in str(found)


def test_bytes_that_are_no_message_are_the_callers_fault(tmp_path: Path) -> None:
    with served(tmp_path) as server, channel(server.certificates, server.serving.port) as opened:
        with pytest.raises(grpc.RpcError) as caught:
            opened.unary_unary(f"/{SERVICE}/Do")(b"\xff\xff\xff", timeout=5)
        assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT
        assert details(caught.value)["BadRequest"].field_violations[0].reason == "decode"


def test_a_call_without_a_message_is_the_callers_fault(tmp_path: Path) -> None:
    with served(tmp_path) as server, channel(server.certificates, server.serving.port) as opened:
        with pytest.raises(grpc.RpcError) as caught:
            opened.stream_unary(f"/{SERVICE}/Do")(iter(()), timeout=5)
        assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT


def test_a_request_that_is_too_large_is_told_so(tmp_path: Path) -> None:
    with served(tmp_path) as server, channel(server.certificates, server.serving.port) as opened:
        with pytest.raises(grpc.RpcError) as caught:
            opened.unary_unary(f"/{SERVICE}/Do")(b"x" * (MAX_REQUEST_BYTES + 1), timeout=5)
        assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT
        assert details(caught.value)["BadRequest"].field_violations[0].reason == "size"


def test_a_message_larger_than_grpc_takes_is_refused_by_grpc(tmp_path: Path) -> None:
    with served(tmp_path) as server, channel(server.certificates, server.serving.port) as opened:
        with pytest.raises(grpc.RpcError) as caught:
            opened.unary_unary(f"/{SERVICE}/Do")(b"x" * (MAX_MESSAGE_BYTES + 1), timeout=5)
        assert caught.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED


def test_a_caller_that_never_sends_its_message_is_cut_off(tmp_path: Path) -> None:
    waiting = threading.Event()
    with served(tmp_path, threads=1) as server, channel(server.certificates, server.serving.port) as opened:
        silent = opened.stream_unary(f"/{SERVICE}/Do").future(iter(waiting.wait, None))
        with pytest.raises(grpc.RpcError) as caught:
            silent.result(timeout=20)
        waiting.set()
        assert caught.value.code() == grpc.StatusCode.CANCELLED
        assert method(opened)(request(), timeout=5).text.startswith("bank-a")


def test_callers_that_send_no_message_keep_nobody_else_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = partial(Reader, patience=timedelta(minutes=1))
    monkeypatch.setattr("eidgate.bootstrap.serving.Reader", patient)
    asked = threading.Event()
    with served(tmp_path, threads=2) as server, channel(server.certificates, server.serving.port) as opened:
        held = [opened.stream_unary(f"/{SERVICE}/Do").future(iter(asked.wait, None)) for _ in range(5)]
        try:
            eventually(lambda: server.count("eidgate_rpc_in_flight") >= 2)
            answers = [method(opened)(request(), timeout=30).text for _ in range(3)]
            assert [one.partition(" ")[0] for one in answers] == ["bank-a"] * 3
            assert not any(one.done() for one in held)
        finally:
            for one in held:
                one.cancel()
            asked.set()


@pytest.mark.parametrize(
    ("error", "code", "reason", "retried"),
    [
        ("illegal", grpc.StatusCode.FAILED_PRECONDITION, "ILLEGAL_STATE", False),
        ("store", grpc.StatusCode.UNAVAILABLE, "STORE_UNAVAILABLE", True),
        ("command", grpc.StatusCode.INVALID_ARGUMENT, "REQUEST_INVALID", False),
    ],
)
def test_a_core_error_becomes_its_status(
    tmp_path: Path, error: str, code: grpc.StatusCode, reason: str, *, retried: bool
) -> None:
    with (
        served(tmp_path) as server,
        channel(server.certificates, server.serving.port) as opened,
        pytest.raises(grpc.RpcError) as caught,
    ):
        method(opened, "Fail")(request(labels={"with": error}), timeout=5)
    found = details(caught.value)
    assert caught.value.code() == code
    assert found["ErrorInfo"].reason == reason
    assert ("RetryInfo" in found) == retried


def test_a_bug_of_ours_tells_the_caller_nothing_but_a_correlation_id(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        caplog.at_level(logging.ERROR),
        served(tmp_path) as server,
        channel(server.certificates, server.serving.port) as opened,
        pytest.raises(grpc.RpcError) as caught,
    ):
        method(opened, "Fail")(request(labels={"with": "bug"}, correlation_id="corr-9"), timeout=5)
    assert caught.value.code() == grpc.StatusCode.INTERNAL
    assert "0912345678" not in str(caught.value.trailing_metadata()) + str(caught.value.details())
    assert details(caught.value)["ErrorInfo"].metadata["correlation_id"] == "corr-9"
    logged = [record for record in caplog.records if record.name == "eidgate.rpc"]
    assert [record.fields["correlation_id"] for record in logged] == ["corr-9"]  # type: ignore[attr-defined]


def test_texts_are_english_for_who_asks(tmp_path: Path) -> None:
    with (
        served(tmp_path) as server,
        channel(server.certificates, server.serving.port, caller="shop-a") as opened,
        pytest.raises(grpc.RpcError) as caught,
    ):
        method(opened)(request(), timeout=5, metadata=(("accept-language", "en-GB"),))
    assert details(caught.value)["LocalizedMessage"].locale == "en"


def test_a_quota_is_refused_with_the_time_to_come_back(tmp_path: Path) -> None:
    with served(tmp_path) as server, channel(server.certificates, server.serving.port) as opened:
        write_relying_parties(tmp_path, relying_party("bank-a", {"per_second": 0.01, "burst": 2}))
        server.serving.reload()
        do = method(opened)
        do(request(), timeout=5)
        do(request(), timeout=5)
        with pytest.raises(grpc.RpcError) as caught:
            do(request(), timeout=5)
        assert caught.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
        found = details(caught.value)
        assert found["ErrorInfo"].reason == "QUOTA_EXCEEDED"
        assert found["QuotaFailure"].violations[0].subject == "relying_party:bank-a"
        assert 90 < found["RetryInfo"].retry_delay.ToTimedelta().total_seconds() <= 100
        assert server.count("eidgate_rpc_shed_total", why="quota") == 1


def test_a_relying_party_that_was_removed_is_refused_from_the_next_call_on(tmp_path: Path) -> None:
    with served(tmp_path) as server, channel(server.certificates, server.serving.port) as opened:
        method(opened)(request(), timeout=5)
        write_relying_parties(tmp_path, relying_party("bank-b"))
        server.serving.reload()
        with pytest.raises(grpc.RpcError) as caught:
            method(opened)(request(), timeout=5)
        assert caught.value.code() == grpc.StatusCode.UNAUTHENTICATED


def test_a_bad_relying_parties_file_changes_nothing_and_is_counted(tmp_path: Path) -> None:
    with served(tmp_path) as server, channel(server.certificates, server.serving.port) as opened:
        (tmp_path / "parties.yaml").write_text("relying_parties: []")
        server.serving.reload()
        assert method(opened)(request(), timeout=5).text.startswith("bank-a")
        assert server.count("eidgate_config_reloads_total", file="relying_parties", result="refused") == 1


def test_what_does_not_fit_is_refused_at_once_with_advice(tmp_path: Path) -> None:
    with (
        served(tmp_path, threads=1, queue=1) as server,
        channel(server.certificates, server.serving.port) as opened,
    ):
        do = method(opened)
        do(request(), timeout=5)
        slow = [do.future(request(labels={"sleep": "1"}), timeout=10) for _ in range(8)]
        codes = [call.code() for call in slow]
        # one runs and one waits, where the thread took the first before the others came; 3 with a slow sender
        assert codes.count(grpc.StatusCode.OK) in {1, 2, 3}
        refused = [call for call in slow if call.code() is not grpc.StatusCode.OK]
        for call in refused:
            found = details(call)
            assert call.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
            assert found["ErrorInfo"].reason == "OVERLOADED"
            assert found["RetryInfo"].retry_delay.ToTimedelta().total_seconds() > 0
        assert server.count("eidgate_rpc_shed_total", why="queue") == len(refused)


def test_a_certificate_is_replaced_without_a_failed_call(tmp_path: Path) -> None:
    with served(tmp_path) as server:
        address = ("127.0.0.1", server.serving.port)

        def serial() -> str:
            context = _client_context(server, ssl.TLSVersion.TLSv1_3)
            with (
                socket.create_connection(address) as plain,
                context.wrap_socket(plain, server_hostname="localhost") as secure,
            ):
                return str((secure.getpeercert() or {})["serialNumber"])

        old = serial()
        with channel(server.certificates, server.serving.port) as opened:
            do = method(opened)
            do(request(), timeout=5)
            server.certificates.certificate("server").unlink()
            ensure_certificates(tmp_path / "certs", at=SystemClock().now())
            server.serving.reload()
            do(request(), timeout=5)  # the open connection lives on
        assert serial() != old
        with channel(server.certificates, server.serving.port) as opened:
            method(opened)(request(), timeout=5)
        assert server.count("eidgate_config_reloads_total", file="certificates", result="applied") == 1


def test_a_bad_certificate_changes_nothing_and_is_counted(tmp_path: Path) -> None:
    with served(tmp_path) as server:
        server.certificates.key("server").write_bytes(server.certificates.key("bank-a").read_bytes())
        server.serving.reload()
        with channel(server.certificates, server.serving.port) as opened:
            method(opened)(request(), timeout=5)
        assert server.count("eidgate_config_reloads_total", file="certificates", result="refused") == 1


def test_draining_says_not_serving_and_finishes_what_is_under_way(tmp_path: Path) -> None:
    with (
        served(tmp_path, lame_duck_seconds=1) as server,
        channel(server.certificates, server.serving.port) as opened,
    ):
        health = health_pb2_grpc.HealthStub(opened)
        for name in ("", SERVICE):
            assert health.Check(health_pb2.HealthCheckRequest(service=name), timeout=5).status == SERVING
        under_way = method(opened).future(request(labels={"sleep": "2"}), timeout=10)
        draining = threading.Thread(target=server.serving.drain)
        draining.start()
        time.sleep(0.3)
        for name in ("", SERVICE):
            assert health.Check(health_pb2.HealthCheckRequest(service=name), timeout=5).status == NOT_SERVING
        assert under_way.result().text.startswith("bank-a")
        draining.join()
        with pytest.raises(grpc.RpcError) as caught:
            method(opened)(request(), timeout=1)
        assert caught.value.code() == grpc.StatusCode.UNAVAILABLE


def test_draining_does_not_wait_for_those_who_watch_the_health(tmp_path: Path) -> None:
    with (
        served(tmp_path, drain_seconds=60) as server,
        channel(server.certificates, server.serving.port) as opened,
    ):
        watching = health_pb2_grpc.HealthStub(opened).Watch(health_pb2.HealthCheckRequest())
        assert next(watching).status == SERVING
        draining = threading.Thread(target=server.serving.drain)
        draining.start()
        draining.join(timeout=30)
        assert not draining.is_alive()
        watching.cancel()


def test_reflection_is_a_switch(tmp_path: Path) -> None:
    with (
        served(tmp_path, reflection=True) as server,
        channel(server.certificates, server.serving.port) as opened,
    ):
        known = ProtoReflectionDescriptorDatabase(opened)
        assert SERVICE in set(known.get_services())
        assert isinstance(known.FindFileContainingSymbol(SERVICE), FileDescriptorProto)
    with served(tmp_path) as server, channel(server.certificates, server.serving.port) as opened:
        with pytest.raises(grpc.RpcError) as caught:
            ProtoReflectionDescriptorDatabase(opened).get_services()
        assert caught.value.code() == grpc.StatusCode.UNIMPLEMENTED


def test_a_servicer_that_lacks_a_method_is_refused_at_start(tmp_path: Path) -> None:
    class Incomplete:
        def Do(self) -> None: ...  # noqa: N802 (the contract's name)

    refused = pytest.raises(ConfigurationError, match=r"TestService\.Fail: Incomplete does not answer it")
    with refused, served(tmp_path, servicer=Incomplete()):
        pass


def test_plaintext_serves_one_relying_party(tmp_path: Path) -> None:
    with (
        served(tmp_path, unsafe_plaintext="bank-a") as server,
        grpc.insecure_channel(f"127.0.0.1:{server.serving.port}") as opened,
    ):
        assert method(opened)(request(), timeout=5).text.startswith("bank-a")


def test_plaintext_is_refused_for_a_relying_party_that_nobody_knows(tmp_path: Path) -> None:
    refused = pytest.raises(ConfigurationError, match="has no bank-z")
    with refused, served(tmp_path, unsafe_plaintext="bank-z"):
        pass
