"""Bindings over the wire, on each store, with the registry as a process beside the server.

A bank and an operator bind a person, the registry goes away, and the person says "not my SIM".
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import grpc
import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from builders.desk import Desk, because, judged, new_id
from builders.registry import RegistryProcess, registry_process
from builders.running import SEED, Running, running
from builders.stores import fresh_schema
from eidgate.client import CallRefusedError
from eidgate.core.terms import Instrument, InstrumentKind
from eidgate.rpc.wire import requests
from eidgate.simulator.registry_server import RegistryBehaviour
from eidgate.simulator.world import BANK, OPERATOR, OTHER_BANK, OTHER_OPERATOR
from eidgate.v1 import binding_service_pb2 as pb
from eidgate.v1 import common_pb2, decision_pb2

pytest_plugins = ("builders.store_fixtures",)

EIDGATE = str(Path(sys.executable).parent / "eidgate")

WITH_TIME_TO_SPARE = timedelta(seconds=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bindings")


@pytest.fixture(scope="module")
def registry(folder: Path) -> Iterator[RegistryProcess]:
    with registry_process(folder / "certificates", seed=SEED) as made:
        yield made


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def server(request: pytest.FixtureRequest, folder: Path, registry: RegistryProcess) -> Iterator[Running]:
    """Two workers that ask the registry, once on each engine."""
    if request.param == "sqlite":
        with running(folder, registry=registry.url) as made:
            yield made
        return
    url = request.getfixturevalue("postgres_url")
    with fresh_schema(url) as schema, running(folder, store=schema, registry=registry.url) as made:
        yield made


def shown(desk: Desk) -> common_pb2.Assertion:
    return common_pb2.Assertion(jwt=desk.identify())


def refused(error: pytest.ExceptionInfo[CallRefusedError]) -> tuple[grpc.StatusCode, str]:
    return error.value.code, error.value.reason


def as_operator(server: Running, desk: Desk) -> Desk:
    """The same person at the operator's shop."""
    return Desk(
        client=server.client(OPERATOR),
        caller=OPERATOR,
        customer=desk.customer,
        world=desk.world,
        identity_provider=desk.identity_provider,
    )


def take_number(operator: Desk, number: str) -> pb.Binding:
    sim = Instrument(kind=InstrumentKind.SIM, institution="operator-one", number=number)
    asked = operator.binding_request(instrument=requests.instrument_message(sim))
    return operator.client.create_binding(asked).response.binding


def test_a_life_over_the_wire(server: Running) -> None:
    desk = server.desk()
    made = desk.client.list_bindings(
        pb.ListBindingsRequest(instrument=requests.instrument_message(desk.customer.account))
    ).bindings[0]
    assert (made.state, made.registry.result, made.face_matched) == (
        pb.BINDING_STATE_CONFIRMED,
        pb.REGISTRY_RESULT_MATCH,
        True,
    )
    assert judged(desk.pay(1_000_000))[0] == "ALLOW"
    suspended = desk.client.suspend_binding(
        pb.SuspendBindingRequest(name=made.name, etag=made.etag, reason="the phone was stolen")
    ).response.binding
    assert judged(desk.pay(1_000_000))[0] == "HOLD"
    with pytest.raises(CallRefusedError) as stale:
        desk.client.reinstate_binding(
            pb.ReinstateBindingRequest(name=made.name, etag=made.etag, reason="found")
        )
    assert refused(stale) == (grpc.StatusCode.ABORTED, "ETAG_MISMATCH")
    again = desk.client.reinstate_binding(
        pb.ReinstateBindingRequest(name=made.name, etag=suspended.etag, reason="found")
    ).response.binding
    with pytest.raises(CallRefusedError) as illegal:
        desk.client.reinstate_binding(
            pb.ReinstateBindingRequest(name=made.name, etag=again.etag, reason="found")
        )
    assert refused(illegal) == (grpc.StatusCode.FAILED_PRECONDITION, "ILLEGAL_STATE")
    versions = desk.client.list_binding_versions(pb.ListBindingVersionsRequest(name=made.name)).versions
    assert [one.state for one in versions] == [
        pb.BINDING_STATE_CONFIRMED,
        pb.BINDING_STATE_SUSPENDED,
        pb.BINDING_STATE_CONFIRMED,
    ]


def test_not_my_sim(server: Running) -> None:
    desk = server.desk(OTHER_BANK)
    operator = as_operator(server, desk)
    number = take_number(operator, "+84912345678")
    listed = desk.client.list_subject_instruments(
        pb.ListSubjectInstrumentsRequest(assertion=shown(desk))
    ).instruments
    assert [(one.kind, one.institution) for one in listed] == [
        (common_pb2.INSTRUMENT_KIND_ACCOUNT, "999902"),
        (common_pb2.INSTRUMENT_KIND_SIM, "operator-one"),
    ]
    assert number.instrument.number not in str(listed)
    assert listed[1].masked_number == f"•••{number.instrument.number[-3:]}"
    done = desk.client.disown_instrument(
        pb.DisownInstrumentRequest(request_id=new_id(), binding=listed[1].binding, assertion=shown(desk))
    ).response
    assert (done.instrument.state, done.instrument.disowned) == (pb.BINDING_STATE_SUSPENDED, True)
    [found] = operator.client.list_bindings(pb.ListBindingsRequest(instrument=number.instrument)).bindings
    assert (found.state, found.changed_by) == (pb.BINDING_STATE_SUSPENDED, "subject")
    with pytest.raises(CallRefusedError) as kept:
        operator.client.reinstate_binding(
            pb.ReinstateBindingRequest(name=found.name, etag=found.etag, reason="a mistake")
        )
    assert refused(kept) == (grpc.StatusCode.FAILED_PRECONDITION, "ILLEGAL_STATE")


def state_of(desk: Desk, number: str) -> str:
    """What a payment from this number learns of its device."""
    asked = desk.request()
    asked.context.phone = number
    decision = desk.ask(asked).response.decision
    found = {one.name: one.state for one in decision.signals}["sim_service"]
    return decision_pb2.SignalState.Name(found).removeprefix("SIGNAL_STATE_")


def test_a_number_in_a_new_phone_is_seen_by_a_bank_at_once_until_its_holder_verifies(server: Running) -> None:
    desk, number = server.desk(), "+84912345671"
    operator = as_operator(server, desk)
    take_number(operator, number)
    assert state_of(desk, number) == "NOT_MONITORED"
    now = Timestamp()
    now.GetCurrentTime()
    told = operator.client.report_device_change(
        pb.ReportDeviceChangeRequest(request_id=new_id(), number="0912 345 671", change_time=now)
    ).response.binding
    assert told.sim_service.service == pb.SIM_SERVICE_TO_BE_VERIFIED
    assert told.sim_service.next_service == pb.SIM_SERVICE_OUTGOING_BLOCKED
    assert told.sim_service.next_time.seconds - told.sim_service.change_time.seconds == 2 * 3600
    assert state_of(desk, number) == "OBSERVED"
    [_, listed] = desk.client.list_subject_instruments(
        pb.ListSubjectInstrumentsRequest(assertion=shown(desk))
    ).instruments
    assert listed.sim_service == told.sim_service
    proof = pb.ReverifySubscriberRequest(request_id=new_id(), number=number, assertion=shown(operator))
    again = operator.client.reverify_subscriber(proof)
    assert again.response.binding.sim_service.service == pb.SIM_SERVICE_FULL
    assert state_of(desk, number) == "NOT_OBSERVED"
    retried = operator.client.reverify_subscriber(proof)
    assert (retried.response, retried.replayed) == (again.response, again.replayed)
    versions = operator.client.list_binding_versions(pb.ListBindingVersionsRequest(name=told.name)).versions
    assert [one.sim_service.service for one in versions] == [
        pb.SIM_SERVICE_UNSPECIFIED,
        pb.SIM_SERVICE_TO_BE_VERIFIED,
        pb.SIM_SERVICE_FULL,
    ]


def test_an_operators_system_tells_from_a_file(server: Running, tmp_path: Path) -> None:
    number = "+84912345673"
    made = take_number(as_operator(server, server.desk()), number)
    now = datetime.now(UTC).isoformat()  # noqa: TID251 (the service's own clock is the real one)
    numbers = (number, "+84912345674", "+84111111111")
    told = [{"id": place, "number": one, "at": now} for place, one in enumerate(numbers, start=1)]
    source = tmp_path / "changes.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in told))
    folder = server.installation.certificates.directory
    options = ("--server", f"localhost:{server.port}", "--certificates", str(folder), "--as", "operator-one")
    command = [EIDGATE, "binding", "device-changes", *options, "--input", str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["id"], first["binding"], first["service"]) == (1, made.name, "to_be_verified")
    assert (first["next_service"], bool(first["next_time"])) == ("outgoing_blocked", True)
    assert second == {"id": 2, "refused": "NOT_FOUND"}
    assert (third["refused"], third["why"].partition(":")[0]) == ("REQUEST_INVALID", "number")
    assert number not in done.stdout


def test_a_bank_and_another_operator_say_nothing_of_a_number(server: Running) -> None:
    desk, number = server.desk(), "+84912345672"
    take_number(as_operator(server, desk), number)
    asked = pb.ReportDeviceChangeRequest(request_id=new_id(), number=number, change_time=Timestamp(seconds=1))
    with pytest.raises(CallRefusedError) as banks:
        desk.client.report_device_change(asked)
    assert banks.value.code is grpc.StatusCode.PERMISSION_DENIED
    with pytest.raises(CallRefusedError) as others:
        server.client(OTHER_OPERATOR).report_device_change(asked)
    assert others.value.code is grpc.StatusCode.NOT_FOUND


@pytest.mark.parametrize("behaviour", [RegistryBehaviour.HANGS, RegistryBehaviour.FAILS])
def test_a_registry_in_trouble_leaves_a_proposal_within_the_callers_deadline(
    server: Running, registry: RegistryProcess, behaviour: RegistryBehaviour
) -> None:
    desk = server.desk(bound=False)
    registry.behave(behaviour)
    try:
        made = desk.client.create_binding(desk.binding_request(), deadline=WITH_TIME_TO_SPARE)
    finally:
        registry.behave(RegistryBehaviour.WELL)
    binding = made.response.binding
    assert (binding.state, binding.registry.result) == (
        pb.BINDING_STATE_PROPOSED,
        pb.REGISTRY_RESULT_UNAVAILABLE,
    )
    paid = desk.pay(1_000_000)
    assert judged(paid)[0] == "STEP_UP"
    assert "BINDING_MISSING" in because(paid)


def test_a_proposal_is_confirmed_when_the_registry_answers_again(
    server: Running, registry: RegistryProcess
) -> None:
    desk = server.desk(bound=False)
    registry.behave(RegistryBehaviour.FAILS)
    made = desk.client.create_binding(desk.binding_request()).response.binding
    registry.behave(RegistryBehaviour.WELL)
    confirmed = _confirm(desk, made)
    assert (confirmed.state, confirmed.registry.result) == (
        pb.BINDING_STATE_CONFIRMED,
        pb.REGISTRY_RESULT_MATCH,
    )
    assert judged(desk.pay(1_000_000))[0] == "ALLOW"


def _confirm(desk: Desk, made: pb.Binding) -> pb.Binding:
    """Ask until the registry is asked again: its breaker waits a few seconds after what went before."""
    for _ in range(1_000):
        try:
            return desk.client.confirm_binding(
                pb.ConfirmBindingRequest(name=made.name, etag=made.etag, assertion=shown(desk))
            ).response.binding
        except CallRefusedError as error:
            again = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED}
            assert error.code in again  # noqa: PT017 (asked again on purpose)
    pytest.fail("the registry was never asked again")


def test_the_registry_is_watched_and_nothing_of_a_person_is_logged(server: Running) -> None:
    samples = server.metrics()
    assert samples['eidgate_registry_calls_total{outcome="match"}'] > 0
    assert "eidgate_registry_breaker_open" in {name.partition("{")[0] for name in samples}
    citizen = server.world.customer(1, bank=BANK).citizen
    logged = server.log_path.read_text()
    assert citizen.personal_number not in logged
    assert citizen.full_name not in logged
