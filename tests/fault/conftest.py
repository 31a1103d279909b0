from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.operators import Played, operators


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    with operators(tmp_path) as made:
        yield made
