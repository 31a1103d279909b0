"""A decision explained over the wire and decided again from the server's own store, as an analyst does it."""

import subprocess
import sys
from pathlib import Path

import pytest

from builders.running import Running
from eidgate.client import CallRefusedError
from eidgate.core.risk.signals import SIGNALS
from eidgate.simulator.world import BANK, OTHER_BANK
from eidgate.v1 import verification_service_pb2 as pb

EIDGATE = str(Path(sys.executable).parent / "eidgate")


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [EIDGATE, "decision", *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False
    )


def explained(
    server: Running, name: str, *more: str, caller: object = BANK
) -> subprocess.CompletedProcess[str]:
    made = server.certificates(caller)  # type: ignore[arg-type]  # a relying party of the world
    files = ("--ca", made.ca, "--certificate", made.certificate, "--key", made.key)
    return command("explain", name, "--server", server.target, *files, *more)


def test_an_analyst_reads_why_and_another_bank_does_not(server: Running) -> None:
    context = pb.Context(signs=[pb.SESSION_SIGN_REMOTE_CONTROL], site="https://Shop.Example/a?b=c")
    decision = server.desk().pay(context=context)

    told = explained(server, decision.name, "--language", "en")
    assert told.returncode == 0, told.stderr
    for word in ("HOLD", "REMOTE_CONTROL_ACTIVE", "remote_session r1", "End the remote control", "vn-bank-"):
        assert word in told.stdout
    assert "Kết quả" in explained(server, decision.name.removeprefix("decisions/")).stdout
    assert '"outcome": "OUTCOME_HOLD"' in explained(server, decision.name, "--json").stdout

    other = explained(server, decision.name, caller=OTHER_BANK)
    assert other.returncode == 1
    assert "your own institution" in other.stderr
    assert "Traceback" not in other.stderr


def test_a_stored_decision_is_decided_again_while_the_server_runs(server: Running) -> None:
    decision = server.desk().pay()
    configuration = server.installation.configuration
    told = command(
        "replay", decision.name, "--config", configuration, "--relying-party", BANK.relying_party_id
    )
    assert told.returncode == 0, told.stderr
    assert "ALLOW, the same decision from the same facts" in told.stdout


def test_times_come_beside_the_answer_and_never_with_a_plain_one(server: Running) -> None:
    desk = server.desk()
    request = desk.request(with_timings=True)
    timed, again = desk.ask(request), desk.ask(request)
    assert set(timed.signal_times) == set(again.signal_times) == {one.__name__ for one in SIGNALS}
    assert again.replayed
    assert again.response == timed.response
    assert desk.ask(desk.request()).signal_times == {}


def test_a_site_that_is_none_is_refused_by_its_field(server: Running) -> None:
    with pytest.raises(CallRefusedError) as caught:
        server.desk().pay(context=pb.Context(site="javascript:alert(1)"))
    assert [one.field for one in caught.value.violations] == ["context.site"]
