"""What operators and other people's clients rely on: health, reflection, rotated keys, a client not ours."""

import json
import subprocess
import sys
from pathlib import Path

import grpc
from google.protobuf.json_format import MessageToJson
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from builders.desk import because, judged, outcome
from builders.running import Running, running
from builders.served import channel
from builders.supervised import eventually
from eidgate.simulator.world import BANK

SERVICES = ("eidgate.v1.VerificationService", "eidgate.v1.BindingService")
BUF = Path(sys.executable).parent / "buf"


def test_health_says_serving_for_every_service(server: Running) -> None:
    with channel(server.installation.certificates, server.port, caller=BANK.relying_party_id) as opened:
        health = health_pb2_grpc.HealthStub(opened)
        for name in ("", *SERVICES):
            answer = health.Check(health_pb2.HealthCheckRequest(service=name), timeout=5)
            assert answer.status == health_pb2.HealthCheckResponse.SERVING
    assert server.page("/healthz") == (200, "ok\n")
    assert server.page("/readyz") == (200, "ready\n")


def test_reflection_lists_the_services(server: Running) -> None:
    with channel(server.installation.certificates, server.port, caller=BANK.relying_party_id) as opened:
        reflection = reflection_pb2_grpc.ServerReflectionStub(opened)
        asked = reflection_pb2.ServerReflectionRequest(list_services="")
        [answer] = reflection.ServerReflectionInfo(iter([asked]), timeout=5)
    assert {*SERVICES} <= {one.name for one in answer.list_services_response.service}


def curl(server: Running, *arguments: str, method: str, body: str) -> "subprocess.CompletedProcess[str]":
    made = server.installation.certificates
    return subprocess.run(
        [
            *(BUF, "curl", "--protocol", "grpc", "--cacert", made.authority, *arguments),
            *("-d", "@-", f"https://localhost:{server.port}/eidgate.v1.VerificationService/{method}"),
        ],
        input=body,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_client_that_is_none_of_ours_gets_a_decision(server: Running) -> None:
    made = server.installation.certificates
    as_bank = ("--cert", str(made.certificate("bank-one")), "--key", str(made.key("bank-one")))
    request = server.desk().request()
    answered = curl(server, *as_bank, method="VerifyTransaction", body=MessageToJson(request))
    assert answered.returncode == 0, answered.stderr
    decision = json.loads(answered.stdout)["decision"]
    assert (decision["outcome"], decision["requestId"]) == ("OUTCOME_ALLOW", request.request_id)
    assert decision["regulation"]["transactionClass"] == "B"
    request.transaction.amount.nanos = 1
    spoilt = curl(server, *as_bank, method="VerifyTransaction", body=MessageToJson(request))
    assert spoilt.returncode != 0
    assert "invalid_argument" in spoilt.stderr


def test_a_client_without_a_certificate_gets_nothing(server: Running) -> None:
    answered = curl(server, method="CreateChallenge", body="{}")
    assert answered.returncode != 0
    assert answered.stdout == ""


def test_keys_that_the_identity_provider_rotates_are_known_without_a_restart(tmp_path: Path) -> None:
    with running(tmp_path, workers=1) as server:
        desk = server.desk()
        server.identity_provider.rotate()
        assert because(desk.pay(assertion=desk.sign())) == {"ISSUER_KEY_UNKNOWN"}
        server.identity_provider.write_jwks(server.installation.key_set)
        eventually(lambda: outcome(desk.pay(9, assertion=desk.sign(9))) == "ALLOW")


def test_both_workers_serve_and_their_decisions_are_one_store(server: Running) -> None:
    desk = server.desk()
    for index in range(12):  # each client is a connection of its own; the kernel spreads them
        desk.client = server.client()
        expected = ("ALLOW", "B") if index < 5 else ("STEP_UP", "C")
        assert judged(desk.pay()) == expected
    assert len(server.workers()) == 2


def test_a_raw_channel_is_refused_where_no_method_is(server: Running) -> None:
    with channel(server.installation.certificates, server.port, caller=BANK.relying_party_id) as opened:
        unknown = opened.unary_unary("/eidgate.v1.VerificationService/Nothing")
        try:
            unknown(b"", timeout=5)
        except grpc.RpcError as error:
            code = error.code()  # type: ignore[attr-defined]  # it is the call too
    assert code is grpc.StatusCode.UNIMPLEMENTED
