import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eidgate.cli import main

CASE = {
    "id": "1", "customer": "individual", "group": "I.3", "amount": 4_000_000, "linked_wallet": False,
    "at": "2026-03-05T10:00:00+07:00", "new_organisation": False, "earlier": [],
}  # fmt: skip


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["regulation", *map(str, arguments)])


def written(path: Path, *cases: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(case) + "\n" for case in cases), "utf-8")
    return path


def test_classify_answers_on_stdout_by_default(tmp_path: Path) -> None:
    result = run("classify", "--input", written(tmp_path / "in", CASE, {**CASE, "id": "2", "group": "I.4"}))
    assert result.exit_code == 0
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(answer["id"], answer["class"]) for answer in answers] == [("1", "B"), ("2", "C")]


def test_classify_writes_a_file_and_nothing_else(tmp_path: Path) -> None:
    result = run("classify", "--input", written(tmp_path / "in", CASE), "--output", tmp_path / "out")
    assert (result.exit_code, result.output) == (0, "")
    assert json.loads((tmp_path / "out").read_text("utf-8"))["class"] == "B"


def test_progress_is_drawn_on_a_terminal_and_never_in_the_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich then takes stderr for a terminal
    result = run("classify", "--input", written(tmp_path / "in", CASE))
    assert result.exit_code == 0
    assert "100%" in result.stderr
    assert json.loads(result.stdout)["class"] == "B"


def test_classify_ends_with_two_and_says_where_on_bad_input(tmp_path: Path) -> None:
    result = run("classify", "--input", written(tmp_path / "in", CASE, {**CASE, "amount": 0}))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "line 2: amount: must be from 1" in result.stderr


def test_classify_uses_an_operators_tables_and_refuses_faulty_ones(tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "ours.yaml").write_text("version: ours\n", "utf-8")
    result = run("classify", "--input", written(tmp_path / "in", CASE), "--tables", tables)
    assert result.exit_code == 2
    assert "ours.yaml:1:1: the file: missing title" in result.stderr


def test_show_prints_the_newest_tables_and_those_of_a_day() -> None:
    assert "circular-77-2025" in run("show").stdout
    earlier = run("show", "--at", "2026-02-28").stdout
    assert "circular-50-2024" in earlier
    assert "1,500,000,000" in earlier
    assert "New organisations" not in earlier


def test_show_refuses_a_day_before_the_first_version() -> None:
    result = run("show", "--at", "2024-12-31")
    assert result.exit_code == 2
    assert "no regulation table is in force on 2024-12-31" in result.stderr
