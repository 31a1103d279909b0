from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.service import Scene, scene_in


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def bound(scene: Scene) -> Scene:
    """The customer's account is bound to them."""
    scene.bind()
    return scene
