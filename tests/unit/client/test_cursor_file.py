"""The place of a reader: whole at every moment, empty at the start, never something else."""

from pathlib import Path

import pytest

from eidgate.client.cursor_file import CursorFile, CursorFileError


def test_a_missing_file_begins_at_the_start(tmp_path: Path) -> None:
    assert CursorFile(tmp_path / "cursor").read() == ""


def test_what_was_written_is_read_by_the_next_reader(tmp_path: Path) -> None:
    for cursor in ("AAAA", "BBBB=="):
        CursorFile(tmp_path / "cursor").write(cursor)
        assert CursorFile(str(tmp_path / "cursor")).read() == cursor
    assert [one.name for one in tmp_path.iterdir()] == ["cursor"]


def test_an_editors_newline_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "cursor").write_text("AAAA\n")
    assert CursorFile(tmp_path / "cursor").read() == "AAAA"


def test_a_half_written_new_file_is_not_the_cursor(tmp_path: Path) -> None:
    place = CursorFile(tmp_path / "cursor")
    place.write("AAAA")
    (tmp_path / "cursor.new").write_text("BB")
    assert place.read() == "AAAA"


@pytest.mark.parametrize("raw", [b"a" * 257, "é".encode(), b"\xff"])
def test_something_else_is_refused_and_not_quoted(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "cursor").write_bytes(raw)
    with pytest.raises(CursorFileError, match="holds no cursor") as error:
        CursorFile(tmp_path / "cursor").read()
    assert "aaa" not in str(error.value)
