"""A run without atheris: it says how much it did, and keeps what broke the code."""

from pathlib import Path

import pytest

from fuzz import engines
from fuzz.defect import Defect, hold
from fuzz.files import CORPUS
from fuzz.registry import HARNESSES, Harness


def test_a_run_tells_its_executions(capsys: pytest.CaptureFixture[str]) -> None:
    engines.with_random_changes("base64url", HARNESSES["base64url"], CORPUS / "base64url", seconds=0.05)

    assert "runs in" in capsys.readouterr().err


def test_what_breaks_a_harness_is_kept_and_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engines, "WORK", tmp_path)
    broken = Harness(lambda content: hold(len(content) < 3, "too long"), lambda: [b"ab"])

    with pytest.raises(Defect, match="too long"):
        engines.with_random_changes("broken", broken, tmp_path / "none", seconds=60)

    (kept,) = (tmp_path / "found").iterdir()
    assert len(kept.read_bytes()) >= 3
    assert f"Test unit written to {kept}" in capsys.readouterr().err
