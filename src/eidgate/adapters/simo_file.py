"""A file for SIMO on the bank's own disk: what is to be sent, sealed by who made and who checked it.

It holds customers' data: it is private to its owner from the first byte, and never goes through the service.
"""

import os
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from eidgate.adapters.officers import Seal, check_seal, seal
from eidgate.core.desk.simo_batch import SimoBatch, check_answer
from eidgate.core.errors import ConfigurationError, IllegalStateError, NotPermittedError
from eidgate.core.shape import replace
from eidgate.core.transparency.canonical import canonical


class SimoFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file with its seals."""

    batch: SimoBatch
    made: Seal
    checked: Seal | None = None


_encoder: Final = msgspec.json.Encoder()
_decoder: Final = msgspec.json.Decoder(SimoFile)


def made_by(batch: SimoBatch, *, certificate: Path, key: Path) -> SimoFile:
    """Seal a new file as its maker."""
    return SimoFile(batch=batch, made=seal(_as_made(batch), certificate=certificate, key=key))


def checked_by(file: SimoFile, batch: SimoBatch, *, certificate: Path, key: Path) -> SimoFile:
    """Seal a file as its checker."""
    sealed = seal(_as_checked(batch), certificate=certificate, key=key)
    return replace(file, batch=batch, checked=sealed)


def read_simo_file(path: Path, *, authority: Path) -> SimoFile:
    """Read a file, if it is as its officers sealed it.

    Raises:
        ConfigurationError: it is no such file.
        NotPermittedError: somebody changed it, or it names other officers than those who sealed it.
    """
    try:
        file = _decoder.decode(path.read_bytes())
        check_answer(file.batch)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, IllegalStateError) as error:
        raise ConfigurationError(f"{path}: is no file of `eidgate simo export`") from error
    sealed = [(check_seal(_as_made(file.batch), file.made, authority=authority), file.batch.maker)]
    if file.checked is not None:
        content = _as_checked(file.batch)
        sealed.append((check_seal(content, file.checked, authority=authority), file.batch.checker))
    elif file.batch != _unchecked(file.batch):
        raise NotPermittedError("the file says that it was checked or sent, and nobody sealed that")
    if any(officer != named for officer, named in sealed):
        raise NotPermittedError("the file names another officer than the one who sealed it")
    return file


def write_simo_file(path: Path, file: SimoFile) -> None:
    """Write a file in one step, private from its first byte."""
    fresh = path.with_name(f"{path.name}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as written:
        written.write(_encoder.encode(file))
        written.flush()
        os.fsync(written.fileno())
    fresh.replace(path)


def _as_made(batch: SimoBatch) -> bytes:
    return canonical(_unchecked(batch))


def _unchecked(batch: SimoBatch) -> SimoBatch:
    return replace(batch, checker="", checked_at=None, sent_at=None, reply=None)


def _as_checked(batch: SimoBatch) -> bytes:
    return canonical(replace(batch, sent_at=None, reply=None))
