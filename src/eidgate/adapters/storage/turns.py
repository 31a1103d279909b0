"""Turns between the processes that share one SQLite file, by file locks of ours.

SQLite itself only polls: a waiting process sleeps, tries again, and is often overtaken. A kernel lock wakes
it at once and dies with its process. One lock alone would be unfair, for the holder can take it again before
the waiter runs; with a waiting place in front of it, whoever waits is next.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_UN, flock
from pathlib import Path
from typing import BinaryIO

from eidgate.core.errors import UnavailableError


class Turns:
    """One process's place among those who write to a file; used by one thread."""

    def __init__(self, store: Path) -> None:
        """Open `{store}.lock` and `{store}.next`; they stay empty and may be left lying.

        Raises:
            UnavailableError: they cannot be opened.
        """
        try:
            self._lock = _open(store.with_name(f"{store.name}.lock"))
            self._next = _open(store.with_name(f"{store.name}.next"))
        except OSError as fault:
            raise UnavailableError(f"the store's lock file cannot be opened: {fault.strerror}") from fault

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn, hold it, and give it up."""
        flock(self._next, LOCK_EX)
        try:
            flock(self._lock, LOCK_EX)
        finally:
            flock(self._next, LOCK_UN)
        try:
            yield
        finally:
            flock(self._lock, LOCK_UN)

    def close(self) -> None:
        """Close the lock files; a second time does nothing."""
        self._lock.close()
        self._next.close()


def _open(path: Path) -> BinaryIO:
    return open(path, "ab", opener=_for_the_owner)


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
