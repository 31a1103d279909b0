"""Where a reader of alerts keeps its place: a file that is whole at every moment."""

import os
from os import PathLike
from pathlib import Path
from typing import Final

MAX_CURSOR_BYTES: Final = 256  # what the contract lets a cursor be


class CursorFileError(ValueError):
    """The file does not hold a cursor; says which, and never what is in it."""


class CursorFile:
    """One reader's place. A crash between two writes repeats alerts, and never skips one."""

    def __init__(self, path: str | PathLike[str]) -> None:
        self._path = Path(path)
        self._new = self._path.with_name(f"{self._path.name}.new")

    def read(self) -> str:
        """Return the cursor, or "" where the reader begins at the earliest alert that is kept.

        Raises:
            CursorFileError: the file holds something else.
            OSError: it cannot be read.
        """
        try:
            raw = self._path.read_bytes()
        except FileNotFoundError:
            return ""
        if len(raw) > MAX_CURSOR_BYTES or not raw.isascii():
            raise CursorFileError(f"{self._path}: holds no cursor")
        return raw.decode().strip()

    def write(self, cursor: str) -> None:
        """Replace the cursor; on stable storage when this returns.

        Raises:
            OSError: it cannot be written; the one before is still there.
        """
        with self._new.open("wb") as file:
            file.write(cursor.encode())
            file.flush()
            os.fsync(file.fileno())
        self._new.replace(self._path)
