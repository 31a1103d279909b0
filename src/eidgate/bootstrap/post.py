"""What a worker is told at its start, and what the supervisor expects of it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol, TypeAlias

import msgspec
from msgspec import Struct

VARIABLE: Final = "EIDGATE_POST"


class Post(Struct, frozen=True, kw_only=True):
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
    ready: int
    """File descriptor to write one byte to when serving."""
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

    def to_environment(self) -> dict[str, str]:
        """Return the environment of the worker's process."""
        return os.environ | {VARIABLE: msgspec.json.encode(self, enc_hook=str).decode()}


_decoder: Final = msgspec.json.Decoder(Post, dec_hook=lambda type_, value: type_(value))


def from_environment() -> Post:
    """Read what the supervisor wrote."""
    return _decoder.decode(os.environ.pop(VARIABLE))


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
"""Builds the service of one worker; raises ConfigurationError when it cannot serve."""
