"""Canonical bytes of a record: the same value always gives the same bytes.

JSON in UTF-8 with sorted names, no insignificant space, integers only (no floats: two implementations may
print them differently), instants as RFC 3339 in UTC. The bytes are made once and used for storage, digest and
receipt alike.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final, TypeVar

import msgspec

from eidgate.core.terms import Masked

T = TypeVar("T")


def _encode(value: object) -> object:
    """Encode what JSON has no word for; a masked text stands in the record, never in a log."""
    if isinstance(value, Masked):
        return value.reveal()
    raise TypeError(f"a record cannot hold {type(value).__name__}")


def _decode(kind: type[Any], value: object) -> object:
    if kind is Masked and isinstance(value, str):
        return Masked(value)
    raise TypeError(f"a record cannot hold {kind.__name__}")


_ENCODER: Final = msgspec.json.Encoder(enc_hook=_encode, order="sorted")


def canonical(record: object) -> bytes:
    """Return the canonical bytes of a frozen dataclass tree without floats."""
    return _ENCODER.encode(record)


def reader(kind: type[T]) -> Callable[[bytes], T]:
    """Return a function that reads canonical bytes back into a value of this type.

    The function raises `msgspec.ValidationError` when the bytes are no such value.
    """
    return msgspec.json.Decoder(kind, dec_hook=_decode, strict=True).decode


def digest(record: bytes) -> bytes:
    """Return the SHA-256 that names a record's bytes."""
    return sha256(record).digest()
