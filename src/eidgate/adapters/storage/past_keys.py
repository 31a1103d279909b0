"""The keys of the past: what an account can do for the first time, and who used a device. No SQL here."""

from hashlib import blake2b
from typing import Final

from eidgate.adapters.storage.rows import KEY_BYTES
from eidgate.core.risk.history import HOURS, hours_around
from eidgate.core.terms import Instant

START: Final = b"s"
"""Item of an account's first payment."""

LARGEST: Final = b"m"
"""Item of its largest payment: `amount`, and when it was."""


HOUR_ITEMS: Final = tuple(b"h" + bytes((hour,)) for hour in range(HOURS))
"""Items of the hours of the day, 0 to 23."""

PLACES: Final = b"c"
"""Item of the first payment whose country was told; with the country, of the first one from there."""


def place_items(place: str) -> tuple[bytes, ...]:
    """Return the items of a country, none where nobody told it."""
    return (PLACES, PLACES + place.encode()) if place else ()


def payee_item(payee: bytes) -> bytes:
    """Name a payee by its identifier's key."""
    return b"p" + payee


def items_of(at: Instant, payee: bytes) -> tuple[bytes, ...]:
    """Return the items that a decision asks about: start, largest, three hours around now, the payee."""
    before, now, after = hours_around(at)
    return (START, LARGEST, HOUR_ITEMS[before], HOUR_ITEMS[now], HOUR_ITEMS[after], payee_item(payee))


def device_key(device: str) -> bytes:
    """Name a device at a provider."""
    return _hash(f"device:{device}")


def account_key(scope: str) -> bytes:
    """Name an account at a provider."""
    return _hash(f"account:{scope}")


def person_key(person: str) -> bytes:
    """Name the person to whom an account is bound; empty where it is bound to nobody."""
    return _hash(f"person:{person}") if person else b""


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=KEY_BYTES).digest()
