"""Resource names: sortable by time, impossible to guess."""

from typing import Final

from eidgate.core.terms import Instant
from eidgate.ports import Randomness

_RANDOM_BYTES: Final = 10  # 80 random bits within one millisecond: no two alike, none guessable
_TIME_BYTES: Final = 6  # milliseconds since 1970, until the year 10889


_DIGITS: Final = "0123456789abcdefghijklmnopqrstuv"
_PAIRS: Final = tuple(first + second for first in _DIGITS for second in _DIGITS)
_PAIR_BITS: Final = 10
_PAIR_MASK: Final = (1 << _PAIR_BITS) - 1
_FILLING_BITS: Final = 2  # 128 bits are filled up to 13 pairs (RFC 4648 §6)
_FIRST_SHIFT: Final = 8 * (_TIME_BYTES + _RANDOM_BYTES) + _FILLING_BITS - _PAIR_BITS
_SHIFTS: Final = tuple(range(_FIRST_SHIFT, -1, -_PAIR_BITS))


def new_id(at: Instant, randomness: Randomness) -> str:
    """Return an id of 27 lower-case letters and digits that starts with a letter (AIP-122).

    Base32hex (RFC 4648 §7) keeps the order of the bytes, so ids sort as text by the millisecond. It is spelt
    here in pairs of digits, at half the cost of the library's.
    """
    milliseconds = int(at.timestamp() * 1000)
    raw = milliseconds.to_bytes(_TIME_BYTES) + randomness.bytes(_RANDOM_BYTES)
    number = int.from_bytes(raw) << _FILLING_BITS
    return "x" + "".join([_PAIRS[number >> shift & _PAIR_MASK] for shift in _SHIFTS])
