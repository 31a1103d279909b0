"""`eidgate policy`: what is checked offline, and what a refusal says."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.policies import SHIPPED, changed
from eidgate.adapters.policies import SHIPPED as NAMES
from eidgate.cli import main


def run(*arguments: str, **options: str) -> Result:
    return CliRunner().invoke(main, ["policy", *arguments], **options)  # type: ignore[arg-type]  # click's own words


def test_every_shipped_policy_is_good_and_holds_its_tests() -> None:
    good = run("validate", *NAMES)
    assert good.exit_code == 0, good.output
    assert all(f"{name}: good: {name} " in good.stdout for name in NAMES)
    held = run("test", *NAMES)
    assert held.exit_code == 0, held.output
    assert held.stdout.count(", 0 not as expected") == len(NAMES)


def test_a_bad_policy_is_refused_with_file_line_and_column(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(changed("  JTI_REPLAYED: deny", "  JTI_REPLAYED: allow"), encoding="utf-8")
    refused = run("validate", str(own))
    assert refused.exit_code == 2
    assert "outcomes.JTI_REPLAYED: may not be below deny" in refused.stderr
    assert "own.yaml:" in refused.stderr


def test_a_policy_that_judges_a_world_otherwise_fails_its_test(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(SHIPPED, encoding="utf-8")
    beside = tmp_path / "own.tests.yaml"
    beside.write_text("worlds: [{name: it waits, about: a test, facts: {}, outcome: hold}]", encoding="utf-8")
    failed = run("test", str(own))
    assert failed.exit_code == 1
    assert "it waits: outcome is allow, not hold" in failed.stdout
    beside.unlink()
    untested = run("test", str(own))
    assert untested.exit_code == 2
    assert "has no tests beside it" in untested.stderr


def test_the_schema_is_json_and_knows_every_reason() -> None:
    schema = json.loads(run("schema").stdout)
    assert "JTI_REPLAYED" in schema["properties"]["outcomes"]["required"]


def test_a_member_is_named_without_its_number() -> None:
    named = run("member", "--institution", "970436", input="0011\n")
    assert named.exit_code == 0
    assert "0011" not in named.stdout
    assert len(named.stdout.split()[-1]) == 64


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("list", "--as", "risk-team.an", "--certificates", "nowhere"), "say where it is: --as NAME"),
        (("list",), "whose certificate? --as NAME (of --certificates), or --ca"),
        (("activate", "policies/x", "--as", "a", "--at", "soon"), "--at soon: no such moment"),
        (("activate", "policies/x", "--as", "a", "--at", "2026-12-01"), "needs an offset"),
        (("approve", "policies/x", "--as", "a"), "Missing option '--note'"),
        (("test", "vn-bank", "vn-shop", "--tests", __file__), "--tests goes with one POLICY"),
    ],
)
def test_a_refusal_says_what_to_do(arguments: tuple[str, ...], says: str) -> None:
    refused = run(*arguments)
    assert refused.exit_code in {1, 2}
    assert says in refused.stderr
