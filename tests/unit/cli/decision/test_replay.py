"""`eidgate decision replay`: the same decision from the same facts, or what came out otherwise."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.service import Scene, scene_in
from eidgate.cli import main
from eidgate.core.risk.signals import SIGNALS
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.installation import Settings, install
from eidgate.simulator.world import BANK


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as opened:
        opened.bind()
        yield opened


@pytest.fixture
def record(scene: Scene, tmp_path: Path) -> Path:
    """A decision's record in a file."""
    name = scene.pay(assertion=scene.sign()).record.name
    raw = scene.store.ledger.find(BANK.relying_party_id, name)
    assert raw is not None
    path = tmp_path / "record.json"
    path.write_bytes(raw)
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["decision", "replay", *map(str, arguments)])


def changed(record: Path, **changes: object) -> Path:
    content = json.loads(record.read_text())
    content["decision"] |= changes
    record.write_text(json.dumps(content, separators=(",", ":"), sort_keys=True, ensure_ascii=False))
    return record


def test_a_record_in_a_file_is_decided_alike(record: Path) -> None:
    result = run("--file", record)
    assert result.exit_code == 0, result.output
    assert "ALLOW, the same decision from the same facts" in result.output


def test_a_stored_decision_is_decided_alike_and_can_be_kept(scene: Scene, tmp_path: Path) -> None:
    name = scene.pay().record.name
    installed = install(
        tmp_path / "installation",
        IdentityProvider(1),
        at=scene.clock.now(),
        settings=Settings(store=f"sqlite:///{tmp_path}/ledger.db"),
    )
    where = ("--config", installed.configuration, "--relying-party", BANK.relying_party_id)
    result = run(name, *where, "--save", tmp_path / "kept.json")
    assert result.exit_code == 0, result.output
    assert run("--file", tmp_path / "kept.json").exit_code == 0
    assert run(name.removeprefix("decisions/"), *where).exit_code == 0

    unknown = run("decisions/x0", *where)
    assert unknown.exit_code == 2
    assert "bank-one has no decisions/x0" in unknown.output


def test_a_changed_outcome_is_told_with_both_sides(record: Path) -> None:
    result = run("--file", changed(record, score=99))
    assert result.exit_code == 1
    assert "not the same decision" in result.output
    assert "score: recorded 99, now" in result.output


def test_a_signal_of_another_revision_is_named(record: Path) -> None:
    result = run("--file", changed(record, revisions=[["payer_binding", 1]]))
    assert result.exit_code == 1
    assert "revisions: recorded (('payer_binding', 1),), now" in result.output


def test_a_signal_that_saw_otherwise_is_named(record: Path) -> None:
    consulted = json.loads(record.read_text())["decision"]["consulted"]
    consulted[0][0] = "stale"
    result = run("--file", changed(record, consulted=consulted))
    assert result.exit_code == 1
    assert f"signal {consulted[0][1].split()[0]}: recorded" in result.output


def test_bytes_that_are_not_canonical_are_told(record: Path) -> None:
    record.write_text(json.dumps(json.loads(record.read_text()), indent=1))
    result = run("--file", record)
    assert result.exit_code == 1
    assert "not canonical" in result.output


def test_another_policy_is_refused_before_it_is_tried(record: Path) -> None:
    result = run("--file", changed(record, policy_digest="ab" * 32, policy_version="older"))
    assert result.exit_code == 2
    assert "policy older" in result.output
    assert "--policy" in result.output


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "name a decision, or a record with --file"),
        (["decisions/x0"], "needs --config and --relying-party"),
    ],
)
def test_what_is_missing_is_said(arguments: list[str], why: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert why in result.output


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text("{}")
    result = run("--file", tmp_path / "no.json")
    assert result.exit_code == 2
    assert "not a decision record" in result.output


def test_timings_name_every_signal(record: Path) -> None:
    told = run("--file", record, "--timings").output
    assert all(f"{one.__name__} " in told for one in SIGNALS)
