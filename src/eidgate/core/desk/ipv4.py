"""IPv4 addresses as browsers read them in a host: four parts or fewer, in decimal, octal or hexadecimal.

`http://3232235777/`, `0xC0A80101` and `0300.0250.1.1` open 192.168.1.1, so they are that address here too.
This is the "ends in a number checker", the "IPv4 parser" and the "IPv4 number parser" of the WHATWG URL
standard (https://url.spec.whatwg.org/#concept-ipv4-parser). Every step is linear in the length: a number that
cannot fit is never converted.
"""

from typing import Final

_PARTS: Final = 4
_BITS: Final = 8  # of a part that is not the last one, which has all that are left
_LONGEST: Final = {8: 11, 10: 10, 16: 8}
"""Digits of 2^32 - 1 by radix; a longer number, without the zeros before it, is larger."""
_DIGITS: Final = {8: frozenset("01234567"), 10: frozenset("0123456789"), 16: frozenset("0123456789abcdef")}


class NoAddressError(ValueError):
    """The host ends in a number and is no address; the message holds nothing of it."""


def ends_in_a_number(host: str) -> bool:
    """Whether a browser reads a lower-case host, without a final dot, as an address or as nothing."""
    last = host.rpartition(".")[2]
    return bool(last) and (_DIGITS[10].issuperset(last) or _is_number(last))


def dotted(host: str) -> str:
    """Return the address of a host that ends in a number, in its dotted decimal form.

    Raises:
        NoAddressError: it has too many parts, one is no number, or one is too large.
    """
    parts = host.split(".")
    if len(parts) > _PARTS:
        raise NoAddressError("an address of more than four parts")
    *firsts, last = [_number(part) for part in parts]
    room = _BITS * (_PARTS - len(firsts))
    if any(one >> _BITS for one in firsts) or last >> room:
        raise NoAddressError("a part of the address is too large")
    octets = [*firsts, *last.to_bytes(room // _BITS)]
    return ".".join(str(octet) for octet in octets)


def _is_number(part: str) -> bool:
    digits, radix = _read(part)
    return _DIGITS[radix].issuperset(digits)


def _number(part: str) -> int:
    digits, radix = _read(part)
    if not part or not _DIGITS[radix].issuperset(digits):
        raise NoAddressError("a part of the address is no number")
    if len(digits) > _LONGEST[radix]:
        raise NoAddressError("a part of the address is too large")
    return int(digits or "0", radix)


def _read(part: str) -> tuple[str, int]:
    """Return the digits of a part without the zeros before them, and their radix."""
    if part.startswith("0x"):
        return part[2:].lstrip("0"), 16
    if part.startswith("0"):
        return part.lstrip("0"), 8
    return part, 10
