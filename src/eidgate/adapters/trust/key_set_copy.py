"""A fetched key set on disk, with the instant of its fetch, so that a restart needs no network.

The worker processes of one server share the copy: what one has fetched, the others need not.
"""

import os
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from eidgate.adapters.trust.key_set import FetchedKeySet, read_key_set
from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import Instant

_CLOCKS_DIFFER: Final = timedelta(minutes=1)
"""A copy that is younger than now by more was written under another clock: its age is unknown."""

_MAX_COPY_BYTES: Final = 1024 * 1024


class _Written(Struct, frozen=True, forbid_unknown_fields=True):
    uri: str
    fetched_at: Annotated[datetime, Meta(tz=True)]
    etag: str
    content: str


_decoder: Final = msgspec.json.Decoder(_Written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A key set that was good when it came, with its entity tag."""

    key_set: FetchedKeySet
    etag: str


def path_of(folder: Path, uri: str) -> Path:
    """Return where the copy of this URI lies."""
    return folder / f"{sha256(uri.encode()).hexdigest()[:32]}.json"


def load(path: Path, uri: str, *, now: Instant) -> Copy | None:
    """Return the copy; None when there is none, or none that can be trusted to be what was fetched."""
    with suppress(OSError, ValueError, ConfigurationError, msgspec.MsgspecError):
        with path.open("rb") as file:
            kept = file.read(_MAX_COPY_BYTES + 1)
        if len(kept) > _MAX_COPY_BYTES:
            return None
        written = _decoder.decode(kept)
        content = b64decode(written.content, validate=True)
        if written.uri == uri and written.fetched_at <= now + _CLOCKS_DIFFER:
            read_key_set(uri, content)
            fetched = FetchedKeySet(content=content, fetched_at=written.fetched_at)
            return Copy(key_set=fetched, etag=written.etag)
    return None


def store(path: Path, uri: str, copy: Copy) -> None:
    """Put the copy in the old one's place, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    written = _Written(
        uri=uri,
        fetched_at=copy.key_set.fetched_at,
        etag=copy.etag,
        content=b64encode(copy.key_set.content).decode(),
    )
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}.new")
    with open(fresh, "wb", opener=_for_the_owner) as file:
        file.write(msgspec.json.encode(written))
    fresh.replace(path)


def _for_the_owner(path: str, flags: int) -> int:
    """Whoever could write a copy could add a key; so only its owner can, whatever the process's mask says."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
