"""Canonical bytes of a record: the same value always gives the same bytes.

JSON in UTF-8 with sorted names, no insignificant space, integers only (no floats: two implementations may
print them differently), instants as RFC 3339 in UTC, as the core's instants are (`terms.as_utc`).
The bytes are made once and used for storage, digest and receipt alike.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final, TypeVar

import msgspec
from msgspec import inspect

from eidgate.core.terms import Masked

T = TypeVar("T")

_REFUSED: Final = inspect.FloatType | inspect.AnyType | inspect.CustomType

_ENCODER: Final = msgspec.json.Encoder(order="sorted")


def canonical(record: object) -> bytes:
    """Return the canonical bytes of a tree of frozen dataclasses and structs.

    Raises:
        TypeError: its type could hold a float, something untyped, or a masked text.
    """
    _check_type(type(record))  # type: ignore[arg-type]  # mypy mistakes a class's hash for its instances'
    return _ENCODER.encode(record)


def reader(kind: type[T]) -> Callable[[bytes], T]:
    """Return a function that reads canonical bytes back into a value of this type.

    The function raises `msgspec.ValidationError` when the bytes are no such value.

    Raises:
        TypeError: as for `canonical`.
    """
    _check_type(kind)  # type: ignore[arg-type]  # as above
    return msgspec.json.Decoder(kind, strict=True).decode


def digest(record: bytes) -> bytes:
    """Return the SHA-256 that names a record's bytes."""
    return sha256(record).digest()


@lru_cache(maxsize=64)
def _check_type(kind: type[Any]) -> None:
    """Check a record's type once; that values are of their types is the type checker's part."""
    for part in _parts(inspect.type_info(kind), set()):
        if isinstance(part, _REFUSED):
            raise TypeError(f"a record cannot hold what {kind.__name__} may hold: {type(part).__name__}")
        if isinstance(part, inspect.StructType) and part.cls is Masked:
            raise TypeError(f"a record cannot hold what {kind.__name__} may hold: a masked text")


def _parts(part: inspect.Type, met: set[type[Any]]) -> Iterator[inspect.Type]:
    """Walk through everything that a type is made of; a type that holds itself is entered once."""
    yield part
    if isinstance(part, inspect.DataclassType | inspect.StructType):
        inner = () if part.cls in met else tuple(field.type for field in part.fields)
        met.add(part.cls)
    else:
        inner = tuple(_inner(part))
    for one in inner:
        yield from _parts(one, met)


def _inner(part: inspect.Type) -> Iterator[inspect.Type]:
    """Return the types inside a union, a collection or a mapping."""
    for name in ("types", "item_types"):
        yield from getattr(part, name, ())
    for name in ("item_type", "key_type", "value_type"):
        if hasattr(part, name):
            yield getattr(part, name)
