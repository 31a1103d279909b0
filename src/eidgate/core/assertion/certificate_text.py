"""How JOSE writes a certificate down, in a header and in a JWK alike: its text, and its thumbprint."""

import binascii
from hashlib import sha256
from typing import Final

from eidgate.core.assertion import base64url

_NOT_CANONICAL: Final = "not the canonical base64 of its bytes"


def octets_of(text: str) -> bytes:
    """Return the DER of an element of `x5c`: standard base64 with its padding (RFC 7515 §4.1.6).

    Raises:
        ValueError: it is not the only text of its bytes.
    """
    try:
        octets = binascii.a2b_base64(text, strict_mode=True)
    except ValueError as error:
        raise ValueError(_NOT_CANONICAL) from error
    if binascii.b2a_base64(octets, newline=False).decode("ascii") != text:
        raise ValueError(_NOT_CANONICAL)
    return octets


def thumbprint(octets: bytes) -> str:
    """Return what `x5t#S256` says of a certificate in DER (RFC 7515 §4.1.8)."""
    return base64url.encode(sha256(octets).digest())
