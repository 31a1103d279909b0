"""Files that change while the service runs."""

from datetime import timedelta
from pathlib import Path

import pytest

from builders.supervised import eventually
from eidgate.adapters.watch import Watch, Watched
from eidgate.core.errors import ConfigurationError


class Reader:
    def __init__(self, path: Path) -> None:
        self.path, self.current = path, path.read_text()

    def reload(self) -> None:
        text = self.path.read_text()
        if "bad" in text:
            raise ConfigurationError("bad text")
        self.current = text


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    (tmp_path / "file").write_text("one")
    return Reader(tmp_path / "file")


@pytest.fixture
def told() -> list[tuple[str, bool]]:
    return []


@pytest.fixture
def watch(reader: Reader, told: list[tuple[str, bool]]) -> Watch:
    watched = Watched(name="thing", paths=(reader.path,), reload=reader.reload)
    return Watch([watched], reloaded=lambda *result: told.append(result), interval=timedelta(milliseconds=10))


def test_nothing_is_read_again_while_nothing_changes(watch: Watch, told: list[tuple[str, bool]]) -> None:
    watch.look()
    assert told == []


def test_a_changed_file_is_put_in_force_once(
    watch: Watch, reader: Reader, told: list[tuple[str, bool]]
) -> None:
    reader.path.write_text("two!")
    watch.look()
    watch.look()
    assert reader.current == "two!"
    assert told == [("thing", True)]


def test_a_bad_file_changes_nothing_and_is_told(
    watch: Watch, reader: Reader, told: list[tuple[str, bool]]
) -> None:
    reader.path.write_text("bad text")
    watch.look()
    assert reader.current == "one"
    assert told == [("thing", False)]


def test_a_file_that_vanished_changes_nothing(
    watch: Watch, reader: Reader, told: list[tuple[str, bool]]
) -> None:
    reader.path.unlink()
    watch.look()
    assert reader.current == "one"
    assert told == [("thing", False)]


def test_the_watch_looks_by_itself(watch: Watch, reader: Reader) -> None:
    watch.start()
    reader.path.write_text("three")
    eventually(lambda: reader.current == "three")
    watch.close()
