"""Copies of the last good status lists on disk, for a start during an outage of their server.

A copy is believed no more than the server: it is verified again when it is read. It also keeps a list from
being rolled back over a restart.
"""

import os
from hashlib import sha256
from pathlib import Path

from eidgate.adapters.trust.status_list_sources import Place
from eidgate.core.assertion.status_list_token import MAX_TOKEN_CHARACTERS
from eidgate.core.errors import ConfigurationError


def load(folder: str, place: Place) -> str | None:
    """Return the token that was kept of a list, or None when there is none that can be read."""
    try:
        with _path(folder, place).open("rb") as file:
            return file.read(MAX_TOKEN_CHARACTERS + 1).decode("latin-1")
    except OSError:
        return None


def store(folder: str, place: Place, token: str) -> None:
    """Keep a token, in one step; several workers may do so at once.

    Raises:
        ConfigurationError: the folder cannot be written.
    """
    path = _path(folder, place)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(token, encoding="ascii")
        aside.replace(path)
    except OSError as error:
        raise ConfigurationError(f"{path}: the copy cannot be written: {error.strerror}") from error


def _path(folder: str, place: Place) -> Path:
    issuer, uri = place
    return Path(folder) / f"{sha256(f'{issuer} {uri}'.encode()).hexdigest()[:32]}.jwt"
