"""From what somebody writes to the one form of an identifier that the list knows.

Two writings of one thing must meet, or a listing misses; so every entry, look-up and import passes here.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.website import listable, website

MAX_WRITTEN: Final = 2_048  # characters of what is written: a long URL; everything else is far shorter

_BANK_REFERENCE: Final = re.compile(r"([0-9]{6}):([0-9A-Za-z._-]{1,36})")
_MERCHANT: Final = re.compile(r"([0-9]{6}):([0-9A-Za-z._/-]{1,64})")
_DEVICE: Final = re.compile(r"[0-9A-Za-z._:-]{1,64}")
_SOCIAL: Final = re.compile(r"([A-Za-z0-9-]{2,32}):([0-9A-Za-z._-]{1,128})")
_PERSON: Final = re.compile(r"[0-9a-f]{64}|[\x21-\x7e]{1,512} [\x21-\x7e]{1,255}")
_PHONE: Final = re.compile(r"\+[1-9][0-9]{7,14}")
_SEPARATORS: Final = re.compile(r"[ .()\u00a0-]")
_CARD_NUMBER: Final = re.compile(r"[0-9]{12,19}")

_OLD_PREFIXES: Final = {f"16{n}": f"3{n}" for n in range(2, 10)} | dict(
    zip(
        ("120", "121", "122", "126", "128", "123", "124", "125", "127", "129", "186", "188", "199"),
        ("70", "79", "77", "76", "78", "83", "84", "85", "81", "82", "56", "58", "59"),
        strict=True,
    )
)
"""Mobile prefixes of eleven-digit numbers until 2018 and what became of them (`domain.md` F5.4)."""
_OLD_LENGTH: Final = 10  # digits of such a number without its leading zero


def identifier(kind: IdentifierKind, written: str) -> Identifier:
    """Return what is meant, for a look-up.

    Raises:
        ValueError: it is nothing of this kind; the message says why and repeats nothing of it.
    """
    if len(written) > MAX_WRITTEN:
        raise ValueError(f"longer than {MAX_WRITTEN} characters")
    return Identifier(kind=kind, value=_CANONICAL[kind](written.strip()))


def listable_identifier(kind: IdentifierKind, written: str) -> Identifier:
    """Return what is to be listed.

    Raises:
        ValueError: it is nothing of this kind, or too much: a host that strangers share.
    """
    found = identifier(kind, written)
    if kind is IdentifierKind.WEBSITE:
        listable(found.value)
    return found


def keeper_institution(identifier: Identifier) -> str:
    """Return the institution that keeps an account, wallet, card, merchant or social account; else ""."""
    return identifier.value.partition(":")[0] if identifier.kind in _KEPT else ""


_KEPT: Final = frozenset(
    {
        IdentifierKind.ACCOUNT,
        IdentifierKind.WALLET,
        IdentifierKind.CARD,
        IdentifierKind.MERCHANT,
        IdentifierKind.SOCIAL_ACCOUNT,
    }
)


def _phone(written: str) -> str:
    digits = _SEPARATORS.sub("", written)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+84{digits[1:]}"
    if digits.startswith("+840"):
        digits = f"+84{digits[4:]}"
    national = digits.removeprefix("+84")
    if digits.startswith("+84") and len(national) == _OLD_LENGTH and national[:3] in _OLD_PREFIXES:
        digits = f"+84{_OLD_PREFIXES[national[:3]]}{national[3:]}"
    if not _PHONE.fullmatch(digits):
        raise ValueError("not a phone number: write +84912345678 or 0912345678")
    return digits


def _reference(written: str) -> str:
    if not _BANK_REFERENCE.fullmatch(written):
        raise ValueError("write {BIN of 6 digits}:{number of at most 36 letters and digits}")
    return written


def _card(written: str) -> str:
    if _CARD_NUMBER.fullmatch(written.partition(":")[2]):
        raise ValueError("a card has the issuer's reference, never its full number")
    return _reference(written)


def _merchant(written: str) -> str:
    if not _MERCHANT.fullmatch(written):
        raise ValueError("write {BIN of 6 digits}:{the acquirer's reference of the merchant}")
    return written


def _social(written: str) -> str:
    found = _SOCIAL.fullmatch(written)
    if not found:
        raise ValueError("write {platform}:{stable id of the account}, not its name or address")
    return f"{found[1].lower()}:{found[2]}"


def _device(written: str) -> str:
    if not _DEVICE.fullmatch(written):
        raise ValueError("a device id has at most 64 letters, digits and . _ : -")
    return written


def _person(written: str) -> str:
    if not _PERSON.fullmatch(written):
        raise ValueError("write {issuer} {subject id} as an assertion has them, or the entry's hash")
    return written


_CANONICAL: Final[Mapping[IdentifierKind, Callable[[str], str]]] = {
    IdentifierKind.ACCOUNT: _reference,
    IdentifierKind.WALLET: _reference,
    IdentifierKind.CARD: _card,
    IdentifierKind.MERCHANT: _merchant,
    IdentifierKind.PHONE: _phone,
    IdentifierKind.WEBSITE: website,
    IdentifierKind.SOCIAL_ACCOUNT: _social,
    IdentifierKind.DEVICE: _device,
    IdentifierKind.PERSON: _person,
}
