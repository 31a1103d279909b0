"""`eidgate policy precision`: how often reasons, rules and sources were right, from the store."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.ledger import report, request, unit
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.storage.open import open_store
from eidgate.cli import main
from eidgate.core.risk.precision import Ground, GroundKind


@pytest.fixture
def url(tmp_path: Path) -> str:
    made = f"sqlite:///{tmp_path}/ledger.db"
    store = open_store(made)
    for name, kind in (("r1", "fraud_confirmed"), ("r2", "false_alarm"), ("r3", "false_alarm")):
        store.ledger.decide(unit(name))
        told = replace(report(name, kind), at=SystemClock().now())
        store.ledger.report(request(name), told, grounds=(Ground(part=GroundKind.RULE, what="own-rule"),))
    store.close()
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["policy", "precision", *arguments])


def test_each_ground_and_window_is_one_json_object(url: str) -> None:
    result = run("--store", url, "--json")
    assert result.exit_code == 0, result.output
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert {one["window"] for one in told} == {"30d", "180d"}
    assert told[0] == {
        "rule": "own-rule",
        "window": told[0]["window"],
        "frauds": 1,
        "false_alarms": 2,
        "precision_percent": 33,
    }


@pytest.mark.parametrize(("language", "head"), [("vi", "Độ chính xác"), ("en", "Precision")])
def test_the_table_speaks_both_languages(url: str, language: str, head: str) -> None:
    shown = run("--store", url, "--language", language).stdout
    assert head in shown
    assert "rule: own-rule" in shown
    assert "33 %" in shown


def test_a_store_that_is_none_is_told() -> None:
    result = run("--store", "nowhere:///x")
    assert result.exit_code == 2
    assert "sqlite" in result.stderr
