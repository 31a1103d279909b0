"""A command's store: closed in the end, and what goes wrong with it is the command's message."""

from pathlib import Path

import click
import pytest

from builders.stores import write_migrated
from eidgate.cli.stores import opened
from eidgate.core.errors import IllegalStateError


def test_a_store_that_cannot_be_opened_is_a_message() -> None:
    with pytest.raises(click.UsageError), opened("nothing://here"):
        pass


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with (
        pytest.raises(click.UsageError, match="there is no store"),
        opened(f"sqlite:///{tmp_path}/mistyped.db"),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_is_refused_while_it_is_open_is_a_message_too(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="it ended"), opened(write_migrated(tmp_path / "one.db")):
        raise IllegalStateError("it ended")


def test_a_fault_of_ours_stays_one(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), opened(write_migrated(tmp_path / "one.db")):
        _ = 1 // 0
