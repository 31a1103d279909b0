"""`eidgate names match`: one answer a line, or a line that says what is wrong."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eidgate.cli import main

PAIR: dict[str, object] = {
    "id": "1",
    "given": "NGUYEN VAN MAU",
    "registered": "Nguyễn Văn Mẫu",
    "kind": "person",
}


def match(folder: Path, *pairs: dict[str, object]) -> Result:
    source = folder / "pairs.jsonl"
    source.write_text("".join(json.dumps(pair) + "\n" for pair in pairs), "utf-8")
    return CliRunner().invoke(main, ["names", "match", "--input", str(source)])


def test_every_pair_is_answered_in_order(tmp_path: Path) -> None:
    company = {"id": 2, "given": "CTCP Mẫu", "registered": "Mẫu JSC", "kind": "organisation"}
    result = match(tmp_path, PAIR, company)
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"id": "1", "grade": "match", "score": 95, "why": "marks_dropped"},
        {"id": 2, "grade": "match", "score": 100, "why": "same"},
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "dog"}, "line 2: kind: must be person or organisation"),
        ({"given": 7}, "line 2: given: must be a text"),
        ({"given": "\ud800"}, "line 2: given: holds half a character"),
        ({"more": 1}, "line 2: more: unknown key"),
        ({"id": ""}, "line 2: id: must be a text that is not empty"),
    ],
)
def test_a_faulty_line_is_named_and_nothing_is_answered(
    tmp_path: Path, change: dict[str, object], told: str
) -> None:
    result = match(tmp_path, PAIR, {**PAIR, **change})
    assert result.exit_code == 2
    assert told in result.output
    assert '"grade"' not in result.output
