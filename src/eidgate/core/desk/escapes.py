"""Percent-escapes of a page's path and query: one spelling of each, however often it was escaped.

Escapes are taken off until none is left that may be, as Safe Browsing has it ("repeatedly percent-unescape
the URL until it has no more percent-escapes",
https://developers.google.com/safe-browsing/reference/URLs.and.Hashing), so that nobody hides a listed page
behind `%2570`. Unlike there, what separates parts stays escaped (RFC 3986 section 2.2): without its escape it
would name another page, and the result, read again, would fall into other parts. Every character that a URL
may not have as itself is escaped, a `%` that begins no escape among them.
"""

import re
from string import hexdigits
from typing import Final

_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
"""RFC 3986 section 2.3: an escape of these never says anything else."""

IN_PATH: Final = _UNRESERVED | frozenset("!$&'()*+,;=:@")
"""What says the same in a path with and without an escape: `pchar`, RFC 3986 section 3.3; no slash."""

IN_QUERY: Final = _UNRESERVED | frozenset("!$'()*,:@/?")
"""The same in a query, where `&`, `=`, `+` and `;` part names and values, and their escapes do not."""

_MEANT: Final = {f"%{high}{low}": chr(int(high + low, 16)) for high in hexdigits for low in hexdigits}
"""Each escape, in either case, and the character it stands for."""

_ESCAPED_BYTE: Final = re.compile(rb"%([0-9a-fA-F]{2})")
_ESCAPE_OR_STRANGE: Final = re.compile(r"%[0-9a-fA-F]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/?-]")
_LENGTH: Final = 3  # characters of an escape


def one_spelling(text: str, plain: frozenset[str]) -> str:
    """Return a text with each character written one way only; what is written so stays as it is."""
    return _ESCAPE_OR_STRANGE.sub(_escaped, _unescaped(text, plain | {"%"}))


def unescaped_once(text: str) -> str:
    """Return a text as browsers read a host (WHATWG URL, "host parsing"); what is no UTF-8 becomes U+FFFD."""
    octets = text.encode("utf-8", "surrogatepass")
    return _ESCAPED_BYTE.sub(_byte, octets).decode("utf-8", "replace")


def _byte(found: re.Match[bytes]) -> bytes:
    return bytes((int(found[1], 16),))


def _unescaped(text: str, plain: frozenset[str]) -> str:
    """Take off escapes until none is left, in one pass: what was put down may complete another one.

    Two escapes share no character, so their order makes no difference. Each that is taken off shortens what
    was put down: n characters cost n steps, however deep the escapes are.
    """
    start = text.find("%")
    if start < 0:
        return text
    kept: list[str] = []
    for character in text[start:]:
        kept.append(character)
        while (
            kept[-_LENGTH : 1 - _LENGTH] == ["%"] and (meant := _MEANT.get("".join(kept[-_LENGTH:]))) in plain
        ):
            kept[-_LENGTH:] = meant
    return text[:start] + "".join(kept)


def _escaped(found: re.Match[str]) -> str:
    """Return an escape in upper case (RFC 3986 section 6.2.2.1), or the escapes of a strange character."""
    if len(found[0]) == _LENGTH:
        return found[0].upper()
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))
