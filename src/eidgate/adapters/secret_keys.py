"""The server's own secret keys, each kind in a JSON file of mode 0600: for challenges, receipts and people.

The files read `{"current": ID, "keys": {ID: KEY, ...}}`. To rotate, add a key, make it current, and drop the
old one once nothing made with it can come back: 5 minutes for a challenge key, for a receipt key as long as
a retry of an old request is to be answered, for a person key as long as the oldest listing made with it.
"""

from base64 import b64decode
from pathlib import Path
from typing import Annotated, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Meta, Struct

from eidgate.adapters.outside.strict import decode
from eidgate.core.assertion.challenge import Keyring
from eidgate.core.desk.person import PersonKeys
from eidgate.core.errors import ConfigurationError
from eidgate.core.private_key import read_private_key
from eidgate.core.transparency.receipt_key import ReceiptKey

LONGEST_ID: Final = 32  # characters
_OPEN_TO_OTHERS = 0o077


_KeyId = Annotated[str, Meta(max_length=LONGEST_ID)]
"""Shorter than any key, so that a key in the place of an id is refused before a message names it."""


class _KeyFile(Struct, forbid_unknown_fields=True):
    current: _KeyId
    keys: dict[_KeyId, str]


def load_challenge_keys(path: Path) -> Keyring:
    """Read the keys that mint challenges: ids 0-255, keys of at least 32 bytes in base64.

    Raises:
        ConfigurationError: the file cannot be read, is open to others, or holds an unusable key.
    """
    found = _read(path)
    try:
        keys = {_number(key_id): b64decode(text, validate=True) for key_id, text in found.keys.items()}
        return Keyring(keys=keys, current=_number(found.current))
    except ValueError:
        raise ConfigurationError(f"{path}: ids must be numbers, keys base64") from None


def load_receipt_keys(path: Path) -> tuple[str, dict[str, ReceiptKey]]:
    """Read the Ed25519 keys that sign receipts, as PEM; return the current one's id and all of them.

    Raises:
        ConfigurationError: the file cannot be read, is open to others, or holds an unusable key.
    """
    found = _read(path)
    keys = {key_id: _ed25519(path, key_id, text) for key_id, text in found.keys.items()}
    if found.current not in keys:
        raise ConfigurationError(f"{path}: the current key {found.current!r} is not among the keys")
    return found.current, keys


def load_person_keys(path: Path) -> PersonKeys:
    """Read the keys that people are listed under: keys of at least 32 bytes in base64.

    Raises:
        ConfigurationError: the file cannot be read, is open to others, or holds an unusable key.
    """
    found = _read(path)
    try:
        keys = {key_id: b64decode(text, validate=True) for key_id, text in found.keys.items()}
    except ValueError:
        raise ConfigurationError(f"{path}: keys must be base64") from None
    return PersonKeys(keys=keys, current=found.current)


def _number(key_id: str) -> int:
    """Read an id in the only form of its number, so that no two ids are one."""
    number = int(key_id)
    if str(number) != key_id:
        raise ValueError("another form of a number")
    return number


def _ed25519(path: Path, key_id: str, pem: str) -> ReceiptKey:
    try:
        key = read_private_key(pem.encode())
    except ValueError as error:
        raise ConfigurationError(f"{path}: key {key_id!r} {error}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigurationError(f"{path}: key {key_id!r} is not an Ed25519 key")
    return ReceiptKey(key)


def _read(path: Path) -> _KeyFile:
    try:
        if path.stat().st_mode & _OPEN_TO_OTHERS:
            raise ConfigurationError(f"{path}: is open to others; run: chmod 600 {path}")
        return decode(path.read_bytes(), _KeyFile)
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from error
    except ValueError:  # whose cause may repeat what stands there
        raise ConfigurationError(
            f'{path}: must be {{"current": ID, "keys": {{ID: KEY, ...}}}}, each ID once and of at most'
            f" {LONGEST_ID} characters"
        ) from None
