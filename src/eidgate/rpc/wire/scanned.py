"""What a checkout scanned beside what it says itself: the two must agree before anything is decided."""

import re
from typing import Final

from eidgate.core.binding.viet_qr import VietQr, read_viet_qr
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.terms import Instrument, InstrumentKind, Vnd

_FULL_CARD_NUMBER: Final = re.compile(r"[0-9]{12,19}", re.ASCII)
"""ISO/IEC 7812: what no request may carry, whoever printed it into a code."""


def scanned(payload: str, told: Instrument | None, *, within: str = "") -> VietQr | None:
    """Read a payload, and hold the payee that was told beside it against it; None when nothing was scanned.

    `within` is the path of the message, for the violations' fields.

    Raises:
        InvalidCommandError: it is no VietQR payload, its checksum is wrong, it shows a full card number, or
            it names another payee.
    """
    if not payload:
        return None
    found = read_viet_qr(payload, field=f"{within}payee_qr")
    if found.payee.kind is InstrumentKind.CARD and _FULL_CARD_NUMBER.fullmatch(found.payee.number):
        raise _violation(f"{within}payee_qr", "shows a full card number; send the issuer's reference", "card")
    if told is not None and not _same(found.payee, told):
        raise _violation(f"{within}payee", "is another than the scanned one", "payee")
    return found


def check_amount(found: VietQr | None, amount: Vnd, *, within: str = "") -> None:
    """Refuse an amount that differs from one that the code fixes.

    Raises:
        InvalidCommandError: it does.
    """
    if found is not None and found.amount is not None and found.amount != amount:
        raise _violation(f"{within}amount", "is another than the scanned one", "amount")


def _same(found: Instrument, told: Instrument) -> bool:
    """A code says account for a wallet too, so a wallet that was told stays one."""
    kinds = {found.kind} | ({InstrumentKind.WALLET} if found.kind is InstrumentKind.ACCOUNT else set())
    return told.kind in kinds and (told.institution, told.number) == (found.institution, found.number)


def _violation(field: str, description: str, rule: str) -> InvalidCommandError:
    return InvalidCommandError(FieldViolation(field=field, description=description, rule=f"viet_qr.{rule}"))
