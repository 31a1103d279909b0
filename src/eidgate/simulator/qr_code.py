"""VietQR payloads as a shop's till prints them."""

from eidgate.core.binding.viet_qr import NAPAS, checksum
from eidgate.core.terms import Instrument, InstrumentKind, Vnd

_SERVICES = {InstrumentKind.ACCOUNT: "QRIBFTTA", InstrumentKind.CARD: "QRIBFTTC"}


def viet_qr(payee: Instrument, *, amount: Vnd | None = None, merchant: str = "", reference: str = "") -> str:
    """Return the payload for a transfer to an account or card; with an amount it is for one payment."""
    consumer = _field("00", payee.institution) + _field("01", payee.number)
    account = _field("00", NAPAS) + _field("01", consumer) + _field("02", _SERVICES[payee.kind])
    payload = _field("00", "01") + _field("01", "12" if amount else "11") + _field("38", account)
    payload += _field("53", "704")
    payload += _field("54", str(amount)) if amount else ""
    payload += _field("58", "VN")
    payload += _field("59", merchant) if merchant else ""
    payload += _field("62", _field("05", reference)) if reference else ""
    return f"{payload}6304{checksum(payload + '6304'):04X}"


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"
