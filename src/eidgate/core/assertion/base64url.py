"""Canonical base64url (RFC 4648 §5, RFC 7515 §2): one text for each byte string, anything else refused.

Python's own `urlsafe_b64decode` drops foreign characters and stray bits, which would give one signature many
spellings. Here padding, whitespace, the standard alphabet and non-zero trailing bits are all errors.
"""

import binascii
from typing import Final

_TO_STANDARD: Final = bytes.maketrans(b"-_+/=", b"+/!!!")
"""`-_` become `+/`; the characters that base64url does not have become one that no alphabet has."""

_PADDING: Final = (b"", None, b"==", b"=")
"""By length modulo four; a remainder of one cannot come from whole bytes."""

_LAST_CHARACTERS: Final = (None, None, frozenset(b"AQgw"), frozenset(b"AEIMQUYcgkosw048"))
"""The last characters whose unused bits are zero, by length modulo four."""


def decode(text: bytes) -> bytes:
    """Return the bytes that canonical base64url text stands for.

    Raises:
        ValueError: if the text is not canonical; the message says how and repeats nothing of it.
    """
    remainder = len(text) % 4
    padding = _PADDING[remainder]
    if padding is None:
        raise ValueError("a length that base64url cannot have")
    allowed = _LAST_CHARACTERS[remainder]
    if allowed is not None and text[-1] not in allowed:
        raise ValueError("stray bits or a foreign character at the end of base64url")
    try:
        return binascii.a2b_base64(text.translate(_TO_STANDARD) + padding, strict_mode=True)
    except binascii.Error as error:
        raise ValueError("a character that base64url does not have") from error


def encode(content: bytes) -> str:
    """Return the canonical base64url text of the bytes, without padding."""
    return binascii.b2a_base64(content, newline=False).rstrip(b"=").translate(_TO_URL).decode("ascii")


_TO_URL: Final = bytes.maketrans(b"+/", b"-_")
