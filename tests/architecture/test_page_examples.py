"""What a page shows as an example is read by what it is an example for."""

import json
import re
from pathlib import Path

from click.testing import CliRunner

from eidgate.cli import main
from eidgate.config import load_config

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def examples(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text(DOCS / f"{page}.md"), re.MULTILINE | re.DOTALL)


CONFIGURATION = """\
store: sqlite:///eidgate.db
relying_parties: relying-parties.yaml
issuers: issuers.yaml
challenge_keys: challenge-keys.json
receipt_keys: receipt-keys.json
server: {certificate: server.crt, key: server.key, client_ca: ca.crt}
"""


def test_examples_of_a_configuration_are_read(tmp_path: Path) -> None:
    shown = [example for page in ("operators", "payee", "bindings") for example in examples(page, "yaml")]
    (tmp_path / "eidgate.yaml").write_text("\n".join([CONFIGURATION, *shown]))
    read = load_config(tmp_path / "eidgate.yaml")
    assert (len(read.operators), len(read.banks), read.registry is not None) == (1, 1, True)


def test_examples_of_a_policy_are_good(tmp_path: Path) -> None:
    shipped = text(ROOT / "src" / "eidgate" / "data" / "policies" / "vn-bank.yaml")
    worlds, softening = examples("policies", "yaml")
    (tmp_path / "worlds.yaml").write_text(worlds)
    added = softening.replace("<digest>", "ab" * 32) + "".join(examples("rule-facts", "yaml"))
    plain = re.sub(r"^(?:softening|rules):.*\n", "", shipped, flags=re.MULTILINE)
    (tmp_path / "own.yaml").write_text(f"{plain}\n{added}")
    own, tests = str(tmp_path / "own.yaml"), str(tmp_path / "worlds.yaml")
    checked = CliRunner().invoke(main, ["policy", "validate", own])
    assert "1 rules, 1 softening lists" in checked.output
    assert (
        "1 worlds, 0 not as expected"
        in CliRunner().invoke(main, ["policy", "test", own, "--tests", tests]).output
    )


def test_examples_of_json_and_python_are_such() -> None:
    for page in GUIDES:
        for language, example in re.findall(
            r"^```(json|python)\n(.*?)^```$", text(page), re.MULTILINE | re.DOTALL
        ):
            json.loads(example) if language == "json" else compile(example, page.name, "exec")
