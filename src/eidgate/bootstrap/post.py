"""What a worker is told at its start, and what the supervisor expects of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias

from msgspec import Struct


class Post(Struct, frozen=True, kw_only=True, tag=True):
    """One worker's place: its slot among the workers, where to listen, what to read and where to write."""

    entry: str
    """`package.module:function`, an `Entry`."""
    slot: int
    """0 to workers-1; a restarted worker has the slot of the one it replaces."""
    workers: int
    host: str
    port: int
    config: Path
    runtime: Path
    """A directory that lives as long as the supervisor, for what workers share."""
    core: int | None = None
    """The core to stay on, or None to float."""

    @property
    def metrics(self) -> Path:
        """Where workers keep their metrics."""
        return self.runtime / "metrics"

    @property
    def cells(self) -> Path:
        """Where workers share numbers."""
        return self.runtime / "cells"


class Service(Protocol):
    """What a worker runs."""

    def start(self) -> None:
        """Serve; return when calls are answered."""
        ...

    def reload(self) -> None:
        """Read the configuration files again; keep the old state where they are wrong."""
        ...

    def drain(self) -> None:
        """Finish what is under way, close everything, return."""
        ...


Entry: TypeAlias = Callable[[Post], Service]
"""Builds the service of one worker; raises ConfigurationError when it cannot serve.

A `preload()` beside it is called once in the process that workers are forked from: it loads what all of them
need alike, opens nothing, starts no thread, and makes no object of gRPC's."""
