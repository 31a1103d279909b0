"""Resource names: sortable by time, impossible to guess."""

from base64 import b32hexencode
from typing import Final

from eidgate.core.terms import Instant
from eidgate.ports import Randomness

_RANDOM_BYTES: Final = 10  # 80 random bits within one millisecond: no two alike, none guessable
_TIME_BYTES: Final = 6  # milliseconds since 1970, until the year 10889


def new_id(at: Instant, randomness: Randomness) -> str:
    """Return an id of 27 lower-case letters and digits that starts with a letter (AIP-122).

    Base32hex (RFC 4648 §7) keeps the order of the bytes, so ids sort as text by the millisecond.
    """
    milliseconds = int(at.timestamp() * 1000)
    raw = milliseconds.to_bytes(_TIME_BYTES) + randomness.bytes(_RANDOM_BYTES)
    return "x" + b32hexencode(raw).decode().rstrip("=").lower()
