"""Other people's test data, beside the repository; a suite that lacks it says so by name."""

import json
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[2].parent / "shared" / "testdata"


def shared_path(relative: str) -> Path:
    """Return where a file or a folder lies, or report the suite as not run."""
    path = _ROOT / relative
    if not path.exists():
        missing = f"not run: ../shared/testdata/{relative} is not present"
        pytest.skip(missing)  # reason: other people's data is read where it lies, and never copied
    return path


def shared_json(relative: str) -> Any:
    """Read one file, or report the suite as not run."""
    return json.loads(shared_path(relative).read_text(encoding="utf-8"))
