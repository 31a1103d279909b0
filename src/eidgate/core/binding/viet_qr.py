"""VietQR: what a checkout scanned, as the payee that it names.

An EMVCo merchant-presented QR payload: fields of two digits of tag, two of length, and a value, closed by a
checksum (EMVCo QRCPS-MPM 1.1 §3-4; NAPAS QR format 1.0; `domain.md` F2.9). The payload is unsigned: it says
whom the payer means to pay, and proves nothing about who that is.
"""

import re
from binascii import crc_hqx
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.terms import Instrument, InstrumentKind, Vnd

MOST_CHARACTERS: Final = 512
"""Characters of a payload: what a QR code of version 13 holds, which every camera reads (QRCPS §3.2)."""

NAPAS: Final = "A000000727"
"""The application identifier of the national switch, in field 38.00."""

_TRANSFERS: Final = {"QRIBFTTA": InstrumentKind.ACCOUNT, "QRIBFTTC": InstrumentKind.CARD}
"""Service codes of field 38.02: transfer to an account, transfer to a card."""

_VND: Final = "704"  # ISO 4217 numeric, field 53
_CHECKSUM: Final = "6304"  # the last field's tag and length are part of what is summed

_BIN: Final = re.compile(r"[0-9]{6}", re.ASCII)
_NUMBER: Final = re.compile(r"[0-9A-Za-z._-]{1,36}", re.ASCII)
_AMOUNT: Final = re.compile(r"([1-9][0-9]{0,12})(\.0{1,2})?", re.ASCII)
"""Whole dong; a fraction may be written but must be nothing (VND has no minor unit)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VietQr:
    """What a payload says: whom to pay, and where it is fixed, how much and for what."""

    payee: Instrument
    amount: Vnd | None = None
    merchant: str = ""
    reference: str = ""
    purpose: str = ""


def read_viet_qr(payload: str, *, field: str = "payee_qr") -> VietQr:
    """Read a payload.

    Raises:
        InvalidCommandError: it is no VietQR payload for a transfer in VND, or its checksum is wrong; the
            violation names `field` and never quotes the payload.
    """
    try:
        return _read(payload)
    except _FaultError as fault:
        raise InvalidCommandError(
            FieldViolation(field=field, description=str(fault), rule="viet_qr")
        ) from fault


class _FaultError(Exception):
    """What is wrong with a payload, without a word of it."""


def _read(payload: str) -> VietQr:
    _check_sum(payload)
    top = _fields(payload)
    if top.get("00") != "01" or top.get("53") != _VND or top.get("58") != "VN":
        raise _FaultError("must be an EMVCo payload of version 01 in VND of Viet Nam")
    account = _fields(top.get("38", ""))
    if account.get("00") != NAPAS:
        raise _FaultError("must name an account at the national switch (field 38)")
    more = _fields(top.get("62", ""))
    return VietQr(
        payee=_payee(account),
        amount=_amount(top.get("54")),
        merchant=top.get("59", ""),
        reference=more.get("05", ""),
        purpose=more.get("08", ""),
    )


def _payee(account: Mapping[str, str]) -> Instrument:
    kind = _TRANSFERS.get(account.get("02", ""))
    if kind is None:
        raise _FaultError("must be for a transfer to an account or a card (field 38.02)")
    consumer = _fields(account.get("01", ""))
    institution, number = consumer.get("00", ""), consumer.get("01", "")
    if not _BIN.fullmatch(institution) or not _NUMBER.fullmatch(number):
        raise _FaultError("must name a bank's BIN and an account (field 38.01)")
    return Instrument(kind=kind, institution=institution, number=number)


def _amount(text: str | None) -> Vnd | None:
    if text is None:
        return None
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise _FaultError("must have an amount in whole dong, or none (field 54)")
    return Vnd(int(found[1]))


def _fields(text: str) -> dict[str, str]:
    """Return the fields of a template by their tags, each of which may stand once."""
    found: dict[str, str] = {}
    for tag, value in _parts(text):
        if tag in found:
            raise _FaultError(f"field {tag} stands twice")
        found[tag] = value
    return found


def _parts(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(text):
        head = text[place : place + 4]
        if len(head) < 4 or not (head.isascii() and head.isdigit()):  # noqa: PLR2004 (two digits twice)
            raise _FaultError("must be fields of two digits of tag and two of length")
        value = text[place + 4 : place + 4 + int(head[2:])]
        if len(value) < int(head[2:]):
            raise _FaultError(f"field {head[:2]} is cut short")
        yield head[:2], value
        place += 4 + len(value)


def _check_sum(payload: str) -> None:
    """Refuse a payload whose last field is not the checksum of all before its value."""
    if len(payload) > MOST_CHARACTERS:
        raise _FaultError(f"must have at most {MOST_CHARACTERS} characters")
    summed, told = payload[:-4], payload[-4:]
    if not summed.endswith(_CHECKSUM):
        raise _FaultError("must end with a checksum (field 63)")
    if f"{checksum(summed):04X}" != told.upper():
        raise _FaultError("has a wrong checksum: scan it again")


def checksum(text: str) -> int:
    """Return CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, no reflection (QRCPS §4.7.3)."""
    return crc_hqx(text.encode("utf-8", "surrogatepass"), 0xFFFF)
