"""`eidgate policy backtest` on a store: what it prints, and that it goes on where it stopped."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.officers import Officers, holding
from builders.service import Scene, scene_in
from builders.trials import report
from eidgate.app import backtest as app
from eidgate.cli import main
from eidgate.cli.trial.words import LANGUAGES
from eidgate.simulator.world import SHOP


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as opened:
        opened.bind()
        yield opened


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(holding(), encoding="utf-8")
    return path


def run(tmp_path: Path, candidate: object, *more: str) -> Result:
    store = f"sqlite:///{tmp_path}/ledger.db"
    return CliRunner().invoke(main, ["policy", "backtest", str(candidate), "--store", store, *more])


def told(result: Result) -> dict[str, object]:
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_a_candidate_is_compared_as_json(scene: Scene, own: Path, tmp_path: Path) -> None:
    stolen = scene.pay()
    report(scene, stolen, "fraud_confirmed")
    found = told(run(tmp_path, own, "--json"))
    assert found["decisions"] == {
        "tried": 1,
        "changed": 1,
        "other_line": 0,
        "unknown_policy": 0,
        "undecided": 0,
        "missed": 0,
    }
    assert found["candidate"]["fraud_amount_stopped"] == 4_000_000  # type: ignore[index]
    assert found["confusion"]["fraud"] == [  # type: ignore[index]
        {"recorded": "ALLOW", "candidate": "HOLD", "decisions": 1, "amount": 4_000_000}
    ]
    [row] = [row for row in found["reasons"] if row["what"] == "ASSERTION_MISSING"]  # type: ignore[attr-defined]
    assert (row["recorded"]["hindered"], row["candidate"]["precision_percent"]) == (0, 100)
    [example] = found["examples"]  # type: ignore[misc]
    assert example["name"] == stolen.record.name


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("Quyết định được thử lại: 2", "Lừa đảo bị chặn", "không có tiền", "Theo lý do")),
        ("en", ("Decisions tried: 2", "Frauds stopped", "no money", "By reason", "0 → 1")),
    ],
)
def test_a_candidate_is_compared_in_tables(
    scene: Scene, own: Path, tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    scene.pay()
    scene.meet(scene.identify(caller=SHOP))
    assert language in LANGUAGES
    drawn = run(tmp_path, own, "--language", language)
    assert drawn.exit_code == 0, drawn.output
    for word in words:
        assert word in drawn.stdout


def test_as_decided_changes_nothing_for_every_version_that_ever_decided(
    scene: Scene, own: Path, tmp_path: Path
) -> None:
    scene.pay()
    found = told(run(tmp_path, "as-decided", "--json"))
    assert found["decisions"]["tried"] == 1  # type: ignore[index]
    assert found["decisions"]["changed"] == 0  # type: ignore[index]
    assert found["recorded"] == found["candidate"]


def test_a_proposed_policy_is_named_as_the_service_names_it(scene: Scene, tmp_path: Path) -> None:
    scene.pay()
    shown = Officers(scene).propose()
    assert told(run(tmp_path, shown.version.name, "--json"))["decisions"]["changed"] == 1  # type: ignore[index]
    unknown = run(tmp_path, "policies/xnone", "--json")
    assert unknown.exit_code == 2
    assert "policies/xnone: the store has no such policy" in unknown.stderr


def test_it_goes_on_where_it_stopped_and_counts_nothing_twice(
    scene: Scene, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        scene.pay()
    whole = told(run(tmp_path, own, "--json"))
    state = tmp_path / "state.json"
    monkeypatch.setattr(app.Backtest, "steps", _cut_after_one(app.Backtest.steps))
    cut = run(tmp_path, own, "--json", "--resume", str(state))
    assert cut.exit_code == 1
    assert json.loads(state.read_bytes())["tally"]["tried"] == 1
    monkeypatch.undo()
    scene.pay()  # after the backtest began: not part of it
    rest = told(run(tmp_path, own, "--json", "--resume", str(state)))
    assert rest == whole
    assert told(run(tmp_path, own, "--json", "--resume", str(state))) == whole


def _cut_after_one(steps: object) -> object:
    def cut(self: app.Backtest, span: app.Span) -> Iterator[app.Step]:
        self.step = 1
        for step in steps(self, span):  # type: ignore[operator]
            yield step
            raise KeyboardInterrupt

    return cut


def test_a_state_of_another_question_is_refused(scene: Scene, own: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    assert run(tmp_path, own, "--resume", str(state)).exit_code == 0
    other = run(tmp_path, own, "--resume", str(state), "--outcome", "hold")
    assert other.exit_code == 2
    assert "belongs to another question" in other.stderr
    state.write_bytes(b'{"question": "\xff"}')
    assert "is no state" in run(tmp_path, own, "--resume", str(state)).output
    state.write_text("{}")
    assert "is no state of a backtest" in run(tmp_path, own, "--resume", str(state)).stderr


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("--since", "yesterday"), "--since yesterday: no such moment"),
        (("--until", "2026-03-05T00:00:00"), "needs an offset"),
        (("--outcome", "MAYBE"), "MAYBE"),
        (("--kind", "gift"), "gift"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    own: Path, tmp_path: Path, options: tuple[str, ...], fault: str
) -> None:
    refused = run(tmp_path, own, *options)
    assert refused.exit_code == 2
    assert fault in refused.stderr


def test_a_store_that_cannot_be_opened_is_named(own: Path) -> None:
    refused = CliRunner().invoke(main, ["policy", "backtest", str(own), "--store", "mysql://x"])
    assert refused.exit_code == 2
    assert "a store is sqlite:///path/to/file" in refused.stderr
