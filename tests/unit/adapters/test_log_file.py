"""Where log lines go: appended whole, and on in a new file once the old one was moved away."""

from pathlib import Path

import pytest

from eidgate.adapters.log_file import LogFile, StandardError
from eidgate.core.errors import ConfigurationError


def test_lines_are_appended_to_a_file_that_others_cannot_read(tmp_path: Path) -> None:
    path = tmp_path / "eidgate.log"
    path.write_bytes(b"before\n")
    LogFile(path).write(b"after\n")
    assert path.read_bytes() == b"before\nafter\n"
    fresh = tmp_path / "fresh.log"
    LogFile(fresh)
    assert fresh.stat().st_mode & 0o037 == 0


def test_after_a_rotation_it_goes_on_in_a_new_file(tmp_path: Path) -> None:
    path, moved = tmp_path / "eidgate.log", tmp_path / "eidgate.log.1"
    log = LogFile(path)
    log.write(b"one\n")
    path.rename(moved)
    log.write(b"two\n")
    log.reopen()
    log.write(b"three\n")
    assert (moved.read_bytes(), path.read_bytes()) == (b"one\ntwo\n", b"three\n")


def test_a_file_that_cannot_be_written_is_said_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none/eidgate\.log: No such file or directory"):
        LogFile(tmp_path / "none" / "eidgate.log")


def test_a_rotation_into_nowhere_keeps_the_old_file_in_use(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    log = LogFile(folder / "eidgate.log")
    moved = folder.rename(tmp_path / "moved")
    with pytest.raises(ConfigurationError, match="No such file"):
        log.reopen()
    log.write(b"still\n")
    assert (moved / "eidgate.log").read_bytes() == b"still\n"


def test_standard_error_is_written_past_pythons_buffers(capfd: pytest.CaptureFixture[str]) -> None:
    error = StandardError()
    assert error.write(b"line\n") == 5
    error.reopen()
    error.write(b"again\n")
    assert capfd.readouterr().err == "line\nagain\n"
