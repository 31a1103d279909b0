"""`eidgate policy check-upgrade`: what this program makes of policies in force, before it decides by them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.officers import Officers, holding
from builders.policies import SHIPPED, changed
from builders.service import Scene, scene_in
from eidgate.cli import main
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.installation import Settings, install

LACKING = changed("  CLOCK_SKEW: allow\n", "")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["policy", "check-upgrade", *arguments])


def kept(folder: Path, text: str, name: str = "own.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_complete_document_passes(tmp_path: Path) -> None:
    result = run(kept(tmp_path, SHIPPED))
    assert (result.exit_code, result.stdout) == (0, "own.yaml: complete: vn-bank vn-bank-2026-11\n")


def test_missing_rows_are_named_with_what_they_would_mean(tmp_path: Path) -> None:
    text = changed("  JTI_REPLAYED: deny\n", "", LACKING)
    [gap] = [one for one in SHIPPED.splitlines(keepends=True) if one.startswith("  payee_name:")]
    text = changed("  device_change: C\n", "", text.replace(gap, ""))
    result = run(kept(tmp_path, text), kept(tmp_path, SHIPPED, "good.yaml"))
    assert result.exit_code == 1, result.output
    assert result.stdout.splitlines()[:5] == [
        "own.yaml: vn-bank vn-bank-2026-11 lacks 4 rows of this program:",
        "  gaps.payee_name: step_up",
        "  judged_as.device_change: D",
        "  outcomes.CLOCK_SKEW: step_up",
        "  outcomes.JTI_REPLAYED: deny",
    ]


def test_what_no_worker_could_read_is_told_with_its_place(tmp_path: Path) -> None:
    result = run(kept(tmp_path, "policy: vn-bank\n"), kept(tmp_path, LACKING, "lacking.yaml"))
    assert result.exit_code == 2
    assert "own.yaml:1:1: the file: missing version" in result.stderr
    assert "no worker would start; roll it back before the upgrade" in result.stderr


def test_documents_or_a_configuration_must_be_named(tmp_path: Path) -> None:
    assert run().exit_code == 2
    assert "name documents, or a configuration" in run().stderr


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as opened:
        yield opened


def test_a_store_is_asked_what_decides_now_or_will(scene: Scene, tmp_path: Path) -> None:
    settings = Settings(store=f"sqlite:///{tmp_path}/ledger.db")
    made = install(tmp_path / "made", IdentityProvider(1), at=scene.clock.now(), settings=settings)
    nothing = run("--config", str(made.configuration))
    assert (nothing.exit_code, nothing.stdout) == (
        0,
        "nothing was activated: the configured policies decide\n",
    )
    shown = Officers(scene).bring_in(holding())
    result = run("--config", str(made.configuration))
    assert (result.exit_code, result.stdout) == (0, f"{shown.version.name}: complete: vn-bank own-1\n")
