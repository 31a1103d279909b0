"""Patterns say where a text ends: `$` lets a line end through, which then stands in a header or a log."""

import re
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "eidgate"
_OPEN_END = re.compile(r"""pattern=r?["'][^"']*\$["']""")


def test_no_pattern_of_what_comes_from_outside_ends_before_the_last_line_end() -> None:
    found = [
        f"{path.relative_to(SOURCE)}: {text}"
        for path in sorted(SOURCE.rglob("*.py"))
        if "v1" not in path.parts
        for text in _OPEN_END.findall(path.read_text("utf-8"))
    ]
    assert found == []
