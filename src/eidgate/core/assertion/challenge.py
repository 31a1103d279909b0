"""Stateless challenges: a nonce that proves by itself that we minted it, for whom, for what and until when.

The ledger remembers only which ones were used, so minting needs no storage and verification stays pure.
Layout (55 bytes, 74 base64url characters):

    version 1 | key id 1 | expiry, unix seconds 5 | random 16 | transaction tag 16 | tag 16

Both tags are HMAC-SHA256 cut to 128 bits (RFC 2104 §5). The transaction tag is keyed and takes in the random
part, so that a nonce reveals nothing about a payment that could be guessed.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from hmac import compare_digest
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from msgspec import Struct

from eidgate.core.assertion import base64url
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, RelyingPartyId, at_second

CHALLENGE_LIFETIME: Final = timedelta(seconds=300)
"""Longest life of a challenge; two-channel confirmation has as long (Circular 50/2024 Art. 11(4))."""

RANDOM_BYTES: Final = 16
"""128 random bits (RFC 6749 §10.10's bound is met by the random part alone)."""

MIN_KEY_BYTES: Final = 32
"""As long as the hash (RFC 2104 §3)."""

_VERSION: Final = 1
_EXPIRY_BYTES: Final = 5
_TAG_BYTES: Final = 16
_LAYOUT: Final = struct.Struct(f">BB{_EXPIRY_BYTES}s{RANDOM_BYTES}s{_TAG_BYTES}s{_TAG_BYTES}s")
_MAX_KEY_ID: Final = 255
_TRANSACTION_LABEL: Final = b"eidgate transaction"
_CHALLENGE_LABEL: Final = b"eidgate challenge"


class Tie(Enum):
    """Which transaction a challenge was minted for."""

    THIS = "this"
    NONE = "none"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """Secret keys by id; new challenges use `current`, earlier ones stay good until they expire."""

    keys: Mapping[int, bytes] = field(repr=False)
    current: int
    macs: Mapping[int, HMAC] = field(init=False, repr=False, compare=False)
    """Begun once for each key (RFC 2104 §4); `_cut` goes on with a copy, which is `cryptography`'s because
    one of `hmac` costs twice as much."""

    def __post_init__(self) -> None:
        """Refuse weak or unusable keys when they are loaded, not when they are needed."""
        if self.current not in self.keys:
            raise ConfigurationError("challenge keys: the current key is not among them")
        for key_id, key in self.keys.items():
            if not 0 <= key_id <= _MAX_KEY_ID or len(key) < MIN_KEY_BYTES:
                raise ConfigurationError(
                    f"challenge key {key_id}: ids are 0-{_MAX_KEY_ID}, keys at least {MIN_KEY_BYTES} bytes"
                )
        macs = {key_id: HMAC(key, SHA256()) for key_id, key in self.keys.items()}
        object.__setattr__(self, "macs", macs)


class Challenge(Struct, frozen=True, kw_only=True):
    """A nonce that is ours and still open."""

    expires_at: Instant
    tie: Tie


def mint(
    keyring: Keyring, relying_party: RelyingPartyId, transaction_data: str, expires_at: Instant, random: bytes
) -> str:
    """Make a challenge for one relying party and one transaction (`""`: for no transaction).

    `random` is 16 unpredictable bytes, `expires_at` at most `CHALLENGE_LIFETIME` ahead.

    Raises:
        ValueError: if `random` has another length.
    """
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"a challenge needs {RANDOM_BYTES} random bytes")
    mac = keyring.macs[keyring.current]
    expiry = int(expires_at.timestamp()).to_bytes(_EXPIRY_BYTES)
    head = bytes((_VERSION, keyring.current)) + expiry + random
    body = head + _transaction_tag(mac, random, relying_party, transaction_data)
    return base64url.encode(body + _tag(mac, body, relying_party))


def check(
    nonce: str, *, keyring: Keyring, relying_party: RelyingPartyId, transaction_data: str, at: Instant
) -> Challenge:
    """Tell what a nonce is good for (step 9).

    Raises:
        RejectionError: NONCE_UNKNOWN if we did not mint it for this relying party, NONCE_EXPIRED from its
            expiry on.
    """
    challenge = _decode(nonce)
    _, key_id, expiry, random, transaction_tag, tag = _LAYOUT.unpack(challenge)
    mac = keyring.macs.get(key_id)
    # what it says counts only once its tag is right
    if mac is None or not compare_digest(tag, _tag(mac, challenge[:-_TAG_BYTES], relying_party)):
        raise RejectionError(Reason.NONCE_UNKNOWN)
    expires_at = at_second(int.from_bytes(expiry))
    if at >= expires_at:
        raise RejectionError(Reason.NONCE_EXPIRED)
    tie = _tie(mac, random, relying_party, transaction_data, transaction_tag)
    return Challenge(expires_at=expires_at, tie=tie)


def _decode(nonce: str) -> bytes:
    try:
        challenge = base64url.decode(nonce.encode("ascii"))
    except ValueError as error:
        raise RejectionError(Reason.NONCE_UNKNOWN) from error
    if len(challenge) != _LAYOUT.size or challenge[0] != _VERSION:
        raise RejectionError(Reason.NONCE_UNKNOWN)
    return challenge


def _tie(mac: HMAC, random: bytes, relying_party: RelyingPartyId, transaction_data: str, tag: bytes) -> Tie:
    if compare_digest(tag, _transaction_tag(mac, random, relying_party, transaction_data)):
        return Tie.THIS if transaction_data else Tie.NONE
    if compare_digest(tag, _transaction_tag(mac, random, relying_party, "")):
        return Tie.NONE
    return Tie.OTHER


def _transaction_tag(mac: HMAC, random: bytes, relying_party: RelyingPartyId, transaction_data: str) -> bytes:
    """Fields are separated by NUL, which an identifier and base64url cannot hold."""
    parts = (_TRANSACTION_LABEL, random, relying_party.encode(), transaction_data.encode())
    return _cut(mac, b"\0".join(parts))


def _tag(mac: HMAC, body: bytes, relying_party: RelyingPartyId) -> bytes:
    return _cut(mac, _CHALLENGE_LABEL + body + relying_party.encode())


def _cut(mac: HMAC, message: bytes) -> bytes:
    begun = mac.copy()
    begun.update(message)
    return begun.finalize()[:_TAG_BYTES]
