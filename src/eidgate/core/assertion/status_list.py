"""A status list as a value: 1, 2, 4 or 8 bits for each assertion, decompressed within a bound.

draft-ietf-oauth-status-list §4: the statuses lie in a byte array, the first in the least significant bits of
the first byte, compressed by DEFLATE in the ZLIB format (RFC 1950, RFC 1951).
"""

import zlib
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from typing import Final

from eidgate.core.assertion import base64url
from eidgate.core.errors import EidgateError
from eidgate.core.terms import Instant

MAX_LIST_BYTES: Final = 2 * 1024 * 1024
"""Decompressed: 16.7 million statuses of one bit. A provider with more people publishes several lists."""

BITS: Final = frozenset({1, 2, 4, 8})
"""Bits for each status (§4.1)."""

_BITS_A_BYTE: Final = 8


class StatusListError(EidgateError):
    """A status list or its token cannot be believed or read; the message repeats nothing of it."""


class Status(IntEnum):
    """What a status means (§7.1); every other number is the application's own and never means valid."""

    VALID = 0
    INVALID = 1
    SUSPENDED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusList:
    """A list that its provider signed; whether it is still young enough is asked at each lookup."""

    bits: int
    statuses: bytes = field(repr=False)
    """The byte array: not one number a status, which would take thirty times the memory."""
    issued_at: Instant
    expires_at: Instant | None = None
    time_to_live: timedelta | None = None
    """How long the provider says that a copy may be kept before it is fetched again."""

    @property
    def size(self) -> int:
        """How many statuses it holds."""
        return len(self.statuses) * _BITS_A_BYTE // self.bits

    def is_stale(self, maximum_age: timedelta, *, at: Instant) -> bool:
        """Whether it says nothing any more: from `exp` on, or once as old as policy allows."""
        expired = self.expires_at is not None and at >= self.expires_at
        return expired or at - self.issued_at >= maximum_age

    def status(self, index: int) -> int | None:
        """Return the status at an index, or None beyond the list's end."""
        if not 0 <= index < self.size:
            return None
        byte, shift = divmod(index * self.bits, _BITS_A_BYTE)
        return self.statuses[byte] >> shift & (1 << self.bits) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusableStatusList:
    """A list that came but must not be used; it is remembered so that whoever needs it learns the cause."""

    why: str


def decode(bits: object, compressed: object) -> tuple[int, bytes]:
    """Read the members `bits` and `lst` of a list (§4.2).

    Raises:
        StatusListError: one of them is of another type, not canonical, too large or empty.
    """
    if type(bits) is not int or bits not in BITS:
        raise StatusListError("bits is not 1, 2, 4 or 8")
    if type(compressed) is not str:
        raise StatusListError("lst is not a text")
    try:
        return bits, inflate(base64url.decode(compressed.encode("ascii")))
    except ValueError as error:
        raise StatusListError("lst is not canonical base64url") from error


def inflate(compressed: bytes) -> bytes:
    """Decompress one whole ZLIB stream and nothing after it.

    Never makes more than `MAX_LIST_BYTES` and one byte, so a bomb costs no more than an honest list.

    Raises:
        StatusListError: it is no such stream, ends early, goes on behind its end, is empty or too large.
    """
    stream = zlib.decompressobj()
    try:
        statuses = stream.decompress(compressed, MAX_LIST_BYTES + 1)
    except zlib.error as error:
        raise StatusListError("lst is not a ZLIB stream") from error
    if len(statuses) > MAX_LIST_BYTES:
        raise StatusListError(f"more than {MAX_LIST_BYTES} bytes of statuses")
    if not stream.eof or stream.unused_data:
        raise StatusListError("lst ends early, or goes on behind its end")
    if not statuses:
        raise StatusListError("the list is empty")
    return statuses
