"""`eidgate decision replay-all`: every stored decision follows from its own record."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.past_records import FIRST_RELEASE, records
from builders.service import NOON, Scene, scene_in
from eidgate.cli import main
from eidgate.core.relying_party import Role
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.installation import Settings, install
from eidgate.simulator.world import BANK, SHOP


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as opened:
        opened.bind()
        yield opened


@pytest.fixture
def configuration(scene: Scene, tmp_path: Path) -> Path:
    settings = Settings(store=f"sqlite:///{tmp_path}/ledger.db")
    made = install(tmp_path / "made", IdentityProvider(1), at=scene.clock.now(), settings=settings)
    return made.configuration


def tamper(folder: Path, name: str, record: bytes) -> None:
    """Change a record behind the store's back: the store itself refuses every change."""
    with closing(sqlite3.connect(folder / "ledger.db")) as store:
        triggers = store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (trigger,) in triggers:
            store.execute(f"DROP TRIGGER {trigger}")
        store.execute("UPDATE decision SET record = ? WHERE name = ?", (record, name))
        store.commit()


def run(configuration: Path, *more: str, whose: str = BANK.relying_party_id) -> Result:
    asked = ["decision", "replay-all", "--config", str(configuration), "--relying-party", whose, *more]
    return CliRunner().invoke(main, asked)


def test_every_decision_of_the_relying_party_is_tried_over_several_pages(
    scene: Scene, configuration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("eidgate.cli.decision.replay_all"), "PAGE", 2)
    for _ in range(5):
        scene.pay()
    scene.meet(scene.identify(caller=SHOP))
    result = run(configuration)
    assert (result.exit_code, result.stdout) == (0, "5 the same, 0 different\n"), result.output
    assert run(configuration, whose=SHOP.relying_party_id).stdout == "1 the same, 0 different\n"


def test_a_relying_party_without_decisions_is_no_good_news(scene: Scene, configuration: Path) -> None:
    scene.pay()
    result = run(configuration, whose="bank-onee")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the store has no decision of bank-onee" in result.stderr


def test_a_record_that_was_changed_in_the_store_is_named(
    scene: Scene, configuration: Path, tmp_path: Path
) -> None:
    good, bad = scene.pay().record, scene.pay().record
    raw = scene.store.ledger.find(BANK.relying_party_id, bad.name)
    assert raw is not None
    changed = raw.replace(b'"amount":4000000', b'"amount":4000001000')
    assert changed != raw
    tamper(tmp_path, bad.name, changed)
    result = run(configuration)
    assert result.exit_code == 1
    assert result.stdout == "1 the same, 1 different\n"
    assert bad.name in result.stderr
    assert good.name not in result.stderr


def test_a_policy_that_was_not_given_is_asked_for(scene: Scene, configuration: Path, tmp_path: Path) -> None:
    name = scene.pay().record.name
    raw = scene.store.ledger.find(BANK.relying_party_id, name)
    assert raw is not None
    digest = scene.service.policies.current(Role.BANK, NOON).digest.encode()
    tamper(tmp_path, name, raw.replace(digest, b"ab" * 32))
    result = run(configuration)
    assert result.exit_code == 2
    assert "1 not tried: give policy vn-bank-" in result.stderr
    assert "abababababab" in result.stderr


def test_a_store_that_is_none_is_told_in_a_line(tmp_path: Path, configuration: Path) -> None:
    text = configuration.read_text()
    configuration.write_text(text.replace("sqlite:///", "mysql:///"))
    result = run(configuration)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_records_of_a_program_that_decided_otherwise_are_counted_for_themselves(
    scene: Scene, configuration: Path, tmp_path: Path
) -> None:
    _, older, damaged = (scene.pay().record.name for _ in range(3))
    tamper(tmp_path, older, records(FIRST_RELEASE)["allow"])
    result = run(configuration)
    assert (result.exit_code, result.stdout) == (3, "2 the same, 0 different\n")
    assert (
        "1 recorded by version unknown, format 1, cannot be replayed: signal app_integrity" in result.stderr
    )
    tamper(tmp_path, damaged, b"{}")
    result = run(configuration)
    assert (result.exit_code, result.stdout) == (1, "1 the same, 1 different\n")
    assert "not a decision record" in result.stderr
