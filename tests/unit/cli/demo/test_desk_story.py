"""The desk's story is played against a real server."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from builders.running import Running, running
from eidgate.cli.demo.desk_story import tell_desk
from eidgate.cli.demo.table import Narration


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path, workers=1) as made:
        yield made


def test_the_story_goes_as_told(server: Running) -> None:
    written = StringIO()
    narration = Narration(Console(file=written, width=200))
    tell_desk(server, narration)  # type: ignore[arg-type]  # a stage with its own ways
    assert narration.surprises == 0, written.getvalue()
    assert written.getvalue().count("✓") == 14
