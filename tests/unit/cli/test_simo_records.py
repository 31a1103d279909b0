"""Files of suspect accounts that are no such files."""

from pathlib import Path

import pytest

from builders.simo import HEADER
from eidgate.cli.simo_records import read_records
from eidgate.core.errors import ConfigurationError, InvalidCommandError


def _file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [f"{HEADER}\n".encode() + b"C1,1,\xff\n", f'{HEADER}\nC1,1,"x"y\n'.encode(), b"a\rb" + b"x" * 200_000],
)
def test_a_file_that_is_no_text_or_no_csv_is_refused_whole(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ConfigurationError, match="is not text in UTF-8, or no CSV"):
        read_records(_file(tmp_path, "suspects.csv", content))


def test_a_line_that_nests_too_deeply_is_that_lines_fault(tmp_path: Path) -> None:
    with pytest.raises(InvalidCommandError) as caught:
        read_records(_file(tmp_path, "suspects.jsonl", b"[" * 100_000))
    assert [(one.field, one.description) for one in caught.value.violations] == [
        ("line 1", "is no JSON object")
    ]
