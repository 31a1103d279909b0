"""Files: what fuzzers found, and one for what reads files only, in memory where there is a place for it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir

CORPUS = Path(__file__).parent / "corpus"
"""Inputs that a fuzzer found worth keeping, by harness."""

_SHARED_MEMORY = Path("/dev/shm")
PLACE = _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else Path(gettempdir())


def own(name: str) -> Path:
    """Return where this process writes a file of this name."""
    return PLACE / f"eidgate-fuzz-{os.getpid()}-{name}"


def clear(process: int) -> None:
    """Remove what a process left that ended in the middle of something."""
    for left in PLACE.glob(f"eidgate-fuzz-{process}-*"):
        if left.is_dir():
            rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


@contextmanager
def written(content: bytes, name: str) -> Iterator[Path]:
    """Write a file, which is gone afterwards."""
    path = own(name)
    path.write_bytes(content)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
