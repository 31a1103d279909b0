"""Canonical base64url (RFC 4648 §5, RFC 7515 §2): one text for each byte string, anything else refused.

Python's own `urlsafe_b64decode` drops foreign characters and stray bits, which would give one signature many
spellings. Here padding, whitespace, the standard alphabet and non-zero trailing bits are all errors.
"""

import binascii
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

_TO_STANDARD: Final = bytes.maketrans(b'-_+/="\\', b"+/!!!!!")
"""`-_` become `+/`; what base64url does not have, or JSON would read, becomes what no alphabet has."""

_END: Final = (b'"', None, b'=="', b'="')
"""Padding by length modulo four, and a quote; a remainder of one cannot come from whole bytes."""

_LAST_CHARACTERS: Final = (None, None, frozenset(b"AQgw"), frozenset(b"AEIMQUYcgkosw048"))
"""The last characters whose unused bits are zero, by length modulo four."""

_LINE_ENDS: Final = (b"CQkK", b"!", b"kK", b"K")
"""What goes on after whole characters with a line end, by length modulo four: tab tab LF, tab LF, or LF."""

_DECODER: Final = msgspec.json.Decoder(bytes)
"""As strict as `binascii.a2b_base64` in strict mode, and three times as fast: the text is put in quotes."""


def decode(text: bytes) -> bytes:
    """Return the bytes that canonical base64url text stands for.

    Raises:
        ValueError: if the text is not canonical; the message says how and repeats nothing of it.
    """
    remainder = len(text) % 4
    end = _END[remainder]
    if end is None:
        raise ValueError("a length that base64url cannot have")
    allowed = _LAST_CHARACTERS[remainder]
    if allowed is not None and text[-1] not in allowed:
        raise ValueError("stray bits or a foreign character at the end of base64url")
    try:
        return _DECODER.decode(b'"' + text.translate(_TO_STANDARD) + end)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError("a character that base64url does not have") from error


def decode_lines(texts: Iterable[bytes]) -> bytes:
    """Return what the texts stand for, a tab or two and a line end after each, in one decoding.

    A text that is not canonical has another byte after it than a tab or a line end, by which its reader must
    know it: its stray bits fall into the first half of that byte.

    Raises:
        ValueError: one of the texts is no base64url.
    """
    lines = b"".join([text + _LINE_ENDS[len(text) % 4] for text in texts])
    try:
        return _DECODER.decode(b'"' + lines.translate(_TO_STANDARD) + b'"')
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError("one of the texts is no base64url") from error


def encode(content: bytes) -> str:
    """Return the canonical base64url text of the bytes, without padding."""
    return binascii.b2a_base64(content, newline=False).translate(_TO_URL, b"=").decode("ascii")


def encode_each(contents: Sequence[bytes]) -> list[str]:
    """Return the text of each, none of which may be empty."""
    return _ENCODER.encode(contents).translate(_TO_WORDS, b'[]="').decode("ascii").split()


_ENCODER: Final = msgspec.json.Encoder()
"""It writes bytes in base64: a list of them in one call."""

_TO_URL: Final = bytes.maketrans(b"+/", b"-_")
_TO_WORDS: Final = bytes.maketrans(b"+/,", b"-_ ")
