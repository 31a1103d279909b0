"""Numbers that all processes of a host share: eight bytes of mapped memory each.

Reading and writing an aligned double is one memory access, so a reader never sees half of a number. There is
no lock: users must bear that of two writes in the same instant one is lost.
"""

import mmap
import os
from hashlib import sha256
from pathlib import Path
from typing import Final

_BYTES: Final = 8  # an IEEE 754 double


class SharedCells:
    """Cells by key, in the files of one directory; a new cell holds 0.0."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory

    def cell(self, key: str) -> "memoryview[float]":  # generic from Python 3.14 on
        """Map a key's cell; `[0]` is its number, for every process that maps the same key."""
        name = sha256(key.encode()).hexdigest()[:32]
        descriptor = os.open(self._directory / f"{name}.cell", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.ftruncate(descriptor, _BYTES)
            return memoryview(mmap.mmap(descriptor, _BYTES)).cast("d")
        finally:
            os.close(descriptor)
