"""Two officers bring a policy into force from the command line while two workers serve; none is restarted."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builders.officers import WORLDS, holding
from builders.running import Running
from builders.supervised import eventually
from eidgate.cli import main
from eidgate.core.shape import replace
from eidgate.simulator.world import BANK
from eidgate.v1 import decision_pb2

pytest_plugins = ("builders.store_fixtures",)

EIDGATE = Path(sys.executable).parent / "eidgate"


class Risk:
    """An officer at a terminal."""

    def __init__(self, server: Running) -> None:
        self.server = server

    def options(self, by: str) -> list[str]:
        folder = self.server.installation.certificates.directory
        return ["--server", f"localhost:{self.server.port}", "--certificates", str(folder), "--as", by]

    def run(self, by: str, act: str, *arguments: str) -> Result:
        return CliRunner().invoke(main, ["policy", act, *self.options(by), *arguments])

    def run_alone(self, by: str, act: str, *arguments: str) -> str:
        """Run the command as a process of its own: how the others run too, only slower."""
        command = [str(EIDGATE), "policy", act, *self.options(by), *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout

    def shadow(self, by: str, act: str, *arguments: str) -> str:
        done = CliRunner().invoke(main, ["policy", "shadow", act, *self.options(by), *arguments])
        assert done.exit_code == 0, done.output
        return done.stdout

    def did(self, by: str, *arguments: str) -> dict[str, Any]:
        done = self.run(by, *arguments)
        assert done.exit_code == 0, done.output
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def refused(self, by: str, *arguments: str) -> str:
        done = self.run(by, *arguments)
        assert done.exit_code == 1
        return done.stderr


@pytest.fixture
def risk(on_each_store: Running) -> Iterator[Risk]:
    return Risk(on_each_store)


CONNECTIONS = 16
"""Each lands on one of the two workers by chance: all on one, once in 32,768 times."""


def decided(server: Running) -> set[tuple[str, int]]:
    """What payments get over so many connections that every worker is asked."""
    desk, made = server.desk(), set()
    for _ in range(CONNECTIONS):
        with server.client(BANK) as client:
            answer = replace(desk, client=client).pay(1_000)
            made.add((answer.policy_version, answer.outcome))
    return made


def test_a_policy_lives_from_proposal_to_roll_back(risk: Risk, tmp_path: Path) -> None:
    document, server = tmp_path / "own.yaml", risk.server
    document.write_text(holding(), encoding="utf-8")
    document.with_name("own.tests.yaml").write_text(WORLDS, encoding="utf-8")
    assert {version for version, _ in decided(server)} == {"vn-bank-2026-11"}

    proposed = risk.did("risk-team.an", "propose", str(document), "--note", "hold what nobody signed")
    name = proposed["name"]
    assert proposed["state"] == "POLICY_STATE_PROPOSED"
    assert "it takes another person" in risk.refused(
        "risk-team.an", "approve", name, "--note", "mine is good"
    )
    assert "ILLEGAL_STATE" in risk.refused("risk-team.binh", "activate", name)
    assert "NOT_PERMITTED" in risk.refused("bank-one.an", "approve", name, "--note", "why not")
    risk.did("risk-team.binh", "approve", name, "--note", "reviewed")
    activated = risk.did("risk-team.binh", "activate", name)
    assert activated["in_force"] is True
    eventually(lambda: decided(server) == {("own-1", decision_pb2.OUTCOME_HOLD)})

    document.write_text(holding("own-2") + "rules: 5\n", encoding="utf-8")
    told = risk.refused("risk-team.an", "propose", str(document), "--note", "worse")
    assert "policy.yaml:" in told
    assert "rules: must be a list" in told
    assert decided(server) == {("own-1", decision_pb2.OUTCOME_HOLD)}

    risk.did("risk-team.an", "roll-back", name, "--note", "too many holds")
    eventually(lambda: {version for version, _ in decided(server)} == {"vn-bank-2026-11"})
    shown = risk.did("risk-team.binh", "show", name)
    assert [(one["act"], one["actor"]) for one in shown["events"]] == [
        ("POLICY_ACT_PROPOSE", "risk-team/an"),
        ("POLICY_ACT_APPROVE", "risk-team/binh"),
        ("POLICY_ACT_ACTIVATE", "risk-team/binh"),
        ("POLICY_ACT_ROLL_BACK", "risk-team/an"),
    ]
    assert risk.run("risk-team.an", "show", name, "--document").stdout == holding()
    listed = risk.run_alone("risk-team.an", "list", "--line", "vn-bank").splitlines()
    assert [json.loads(one)["version"] for one in listed] == ["own-1"]


def test_a_policy_is_tried_before_it_decides(risk: Risk, tmp_path: Path) -> None:
    document, server = tmp_path / "own.yaml", risk.server
    document.write_text(holding("own-3"), encoding="utf-8")
    document.with_name("own.tests.yaml").write_text(WORLDS, encoding="utf-8")
    decided(server)
    name = risk.did("risk-team.an", "propose", str(document), "--note", "hold what nobody signed")["name"]

    tried = risk.did("risk-team.an", "backtest", name, "--json", "--since", "2020-01-01T00:00:00Z")
    [harder] = [one for one in tried["confusion"]["all"] if one["recorded"] == "ALLOW"]
    assert (harder["candidate"], harder["amount"]) == ("HOLD", 1_000 * harder["decisions"])
    assert tried["decisions"]["changed"] == harder["decisions"] >= CONNECTIONS
    own = risk.did("risk-team.an", "backtest", "as-decided", "--json")
    assert own["decisions"]["tried"] == tried["decisions"]["tried"]  # whichever versions decided them
    assert own["decisions"]["changed"] == own["decisions"]["unknown_policy"] == 0
    assert "NOT_PERMITTED" in risk.refused("bank-one.an", "backtest", name)
    assert "propose it first" in risk.run("risk-team.an", "backtest", str(document)).stderr

    shadow = risk.shadow("risk-team.an", "start", name, "--per-mille", "1000", "--note", "on live traffic")
    assert json.loads(shadow)["shadow_per_mille"] == 1000

    def judged() -> bool:
        assert {version for version, _ in decided(server)} == {"vn-bank-2026-11"}
        report = json.loads(risk.shadow("risk-team.binh", "report", name, "--json"))
        pairs = {(one["recorded"], one["candidate"]) for one in report["confusion"]["all"]}
        return pairs == {("ALLOW", "HOLD")}

    eventually(judged)
    assert "Decisions tried" in risk.shadow("risk-team.binh", "report", name, "--language", "en")
    ended = json.loads(risk.shadow("risk-team.binh", "end", name, "--note", "seen enough"))
    assert "shadow_per_mille" not in ended
