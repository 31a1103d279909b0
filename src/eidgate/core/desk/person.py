"""People on the shared list: a keyed hash of issuer and subject, so that the list names nobody.

Without the key nobody can tell whether a person is listed, not even who holds the list and knows every
subject (Decree 356/2025 Art. 4: a pseudonym is personal data). The keys are secrets of the server.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

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
    _macs: Mapping[str, HMAC] = field(init=False, repr=False, compare=False)
    """Begun once for each key (RFC 2104 §4)."""

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise ConfigurationError(f"the current person key {self.current!r} is not among the keys")
        if len(self.keys) > MAX_KEYS:
            raise ConfigurationError(f"at most {MAX_KEYS} person keys at a time")
        for key_id, key in self.keys.items():
            if len(key) < MIN_KEY_BYTES:
                raise ConfigurationError(f"person key {key_id!r} must have at least {MIN_KEY_BYTES} bytes")
        object.__setattr__(self, "_macs", {key_id: HMAC(key, SHA256()) for key_id, key in self.keys.items()})

    def current_identifier(self, issuer: str, subject_id: str) -> Identifier:
        """Return what a person is listed as from now on."""
        return _identifier(self._macs[self.current], _message(issuer, subject_id))

    def identifiers(self, issuer: str, subject_id: str) -> tuple[Identifier, ...]:
        """Return everything that a person may be listed as."""
        message = _message(issuer, subject_id)
        return tuple([_identifier(mac, message) for mac in self._macs.values()])


def _message(issuer: str, subject_id: str) -> bytes:
    """Spell both with their lengths, so that no two pairs run into each other."""
    first, second = issuer.encode(), subject_id.encode()
    return b"".join((len(first).to_bytes(4), first, len(second).to_bytes(4), second))


def _identifier(mac: HMAC, message: bytes) -> Identifier:
    begun = mac.copy()
    begun.update(message)
    return Identifier(kind=IdentifierKind.PERSON, value=begun.finalize().hex())
