"""The worked example of the analysts' page is what the command answers."""

import json
import re
from pathlib import Path

from click.testing import CliRunner

from eidgate.cli.trace import trace

PAGE = (Path(__file__).parents[2] / "docs" / "tracing.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def answered(tmp_path: Path, *options: str) -> str:
    (tmp_path / "transfers.csv").write_text(block("csv"))
    asked = block("sh").split()[2:]
    asked[asked.index("transfers.csv")] = str(tmp_path / "transfers.csv")
    result = CliRunner().invoke(trace, [*asked, *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_answer_on_the_page_is_the_commands(tmp_path: Path) -> None:
    assert json.loads(answered(tmp_path)) == json.loads(block("json"))


def test_the_picture_on_the_page_is_the_commands(tmp_path: Path) -> None:
    assert answered(tmp_path, "--format", "dot") == block("dot")
