"""The driver itself: repeatable changes, a run without atheris, and a find that is kept and told."""

from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from fuzz import drive, registry
from fuzz.defect import hold


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(drive.main, arguments)
    return result.exit_code, result.output


def test_the_same_seed_gives_the_same_changes() -> None:
    first, again, other = (list(islice(drive.changes([b"abc"], seed=seed), 50)) for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_without_atheris_a_harness_runs_on_random_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drive, "ATHERIS", False)

    code, told = run("base64url", "--seconds", "0.05", "--here")

    assert code == 0
    assert "number_of_executed_units: " in told


def test_what_breaks_a_harness_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = registry.Harness(lambda content: hold(len(content) < 3, "too long"), lambda: [b"ab"])
    monkeypatch.setattr(registry, "HARNESSES", {"broken": broken})
    monkeypatch.setattr(drive, "ATHERIS", False)
    monkeypatch.setattr(drive, "WORK", tmp_path)

    code, _ = run("broken", "--seconds", "5", "--here")

    assert code != 0
    (kept,) = (tmp_path / "found").iterdir()
    assert len(kept.read_bytes()) >= 3


def test_a_harness_that_does_not_exist_is_refused_by_name() -> None:
    code, told = run("nothing")

    assert code == 2
    assert "base64url" in told
