"""Disclosures and digests as an issuer makes them (RFC 9901 §4.2), sound or not."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from eidgate.core.assertion import base64url

_SALT_CHARACTERS: Final = 22
"""128 bits in base64url (RFC 9901 §9.3)."""

_HASHES: Final[Mapping[str, Callable[[bytes], Any]]] = {
    "sha-256": hashlib.sha256,
    "sha-384": hashlib.sha384,
    "sha-512": hashlib.sha512,
    "md5": lambda text: hashlib.md5(text, usedforsecurity=False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One disclosure as text; a value of `name` None is an array's element."""

    text: str
    name: str | None

    def digest(self, algorithm: str = "sha-256") -> str:
        """Return the digest that the issuer signs in its stead."""
        return digest(self.text, algorithm)


def digest(text: str, algorithm: str = "sha-256") -> str:
    """Return the base64url hash of a text."""
    return base64url.encode(_HASHES[algorithm](text.encode()).digest())


def salt(seed: str) -> str:
    """Return a salt from a seed."""
    return base64url.encode(hashlib.sha256(f"salt {seed}".encode()).digest())[:_SALT_CHARACTERS]


def disclosure(seed: str, value: object, name: str | None = None) -> Disclosure:
    """Make the disclosure of a named claim, or without a name of an array's element."""
    parts = [salt(seed), value] if name is None else [salt(seed), name, value]
    return Disclosure(text=raw(json.dumps(parts, ensure_ascii=False)), name=name)


def raw(content: str) -> str:
    """Return any content as a disclosure's text."""
    return base64url.encode(content.encode())
