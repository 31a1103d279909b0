"""People on the shared list: a keyed hash of issuer and subject, so that the list names nobody.

Without the key nobody can tell whether a person is listed, not even who holds the list and knows every
subject (Decree 356/2025 Art. 4: a pseudonym is personal data). The keys are secrets of the server.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.errors import ConfigurationError

MIN_KEY_BYTES: Final = 32
"""As long as the hash: a shorter key is easier to guess than the hash to invert (RFC 2104 section 3)."""

MAX_KEYS: Final = 4
"""A decision looks a person up under each key, so that a rotation loses no listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonKeys:
    """The keys by their ids; `current` makes new listings, all of them find listings.

    Raises:
        ConfigurationError: a key is too short, there are too many, or the current one is missing.
    """

    keys: Mapping[str, bytes] = field(repr=False)
    current: str

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise ConfigurationError(f"the current person key {self.current!r} is not among the keys")
        if len(self.keys) > MAX_KEYS:
            raise ConfigurationError(f"at most {MAX_KEYS} person keys at a time")
        for key_id, key in self.keys.items():
            if len(key) < MIN_KEY_BYTES:
                raise ConfigurationError(f"person key {key_id!r} must have at least {MIN_KEY_BYTES} bytes")

    def current_identifier(self, issuer: str, subject_id: str) -> Identifier:
        """Return what a person is listed as from now on."""
        return _identifier(self.keys[self.current], issuer, subject_id)

    def identifiers(self, issuer: str, subject_id: str) -> tuple[Identifier, ...]:
        """Return everything that a person may be listed as."""
        return tuple(_identifier(key, issuer, subject_id) for key in self.keys.values())


def _identifier(key: bytes, issuer: str, subject_id: str) -> Identifier:
    """Hash both with their lengths, so that no two pairs run into each other."""
    parts = (part.encode() for part in (issuer, subject_id))
    message = b"".join(len(part).to_bytes(4) + part for part in parts)
    return Identifier(kind=IdentifierKind.PERSON, value=hmac.digest(key, message, sha256).hex())
