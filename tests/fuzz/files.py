"""A file for what reads files only: in memory where the system has a place for that, for a disk is slow."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

_SHARED_MEMORY = Path("/dev/shm")
PLACE = _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else Path(gettempdir())


@contextmanager
def written(content: bytes, name: str) -> Iterator[Path]:
    """Write a file, which is gone afterwards."""
    path = PLACE / f"eidgate-fuzz-{os.getpid()}-{name}"
    path.write_bytes(content)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
