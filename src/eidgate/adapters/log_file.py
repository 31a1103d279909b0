"""Where log lines go: standard error, or a file that a log rotator may move away."""

import os
import sys
from pathlib import Path

from eidgate.core.errors import ConfigurationError


class StandardError:
    """Writes whole chunks to file descriptor 2, past Python's buffers."""

    def write(self, line: bytes, /) -> int:
        """Write bytes at once."""
        return os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, line)

    def reopen(self) -> None:
        """Standard error stays what it is."""


class LogFile:
    """Appends to a file; every write is one system call, so processes may share it."""

    def __init__(self, path: Path) -> None:
        """Open the file, mode 0640.

        Raises:
            ConfigurationError: it cannot be written.
        """
        self._path = path
        self._descriptor = self._open()

    def write(self, line: bytes, /) -> int:
        """Write bytes at once."""
        return os.write(self._descriptor, line)

    def reopen(self) -> None:
        """Go on in a new file of the same name, after the old one was moved away."""
        fresh = self._open()
        os.dup2(fresh, self._descriptor)
        os.close(fresh)

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
        except OSError as error:
            raise ConfigurationError(f"{self._path}: {error.strerror}") from error
