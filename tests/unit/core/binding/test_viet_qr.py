"""VietQR payloads: the payee that was scanned, or what is wrong with the scan."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.binding.viet_qr import VietQr, checksum, read_viet_qr
from eidgate.core.errors import InvalidCommandError
from eidgate.core.terms import Instrument, InstrumentKind, Vnd

NAPAS_EXAMPLE = (
    "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"
)
"""A static payload for a transfer to an account (NAPAS QR format 1.0)."""

MISCOUNTED = "00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5"
"""The same, as it is also quoted: 12 for the length of an account of 13 digits, and a checksum that fits."""


def tlv(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"


def payload(*, service: str = "QRIBFTTA", **fields: str) -> str:
    """A payload of an invented account; `fields` (f54="...") replace or add top fields, "" leaves one out."""
    consumer = tlv("00", "999901") + tlv("01", fields.pop("account", "0011234567"))
    told = {
        "00": "01",
        "01": "12",
        "38": tlv("00", "A000000727") + tlv("01", consumer) + tlv("02", service),
        "53": "704",
        "58": "VN",
    } | {tag[1:]: value for tag, value in fields.items()}
    return summed("".join(tlv(tag, value) for tag, value in sorted(told.items()) if value))


def summed(text: str) -> str:
    return f"{text}6304{checksum(text + '6304'):04X}"


def fault(text: str) -> str:
    with pytest.raises(InvalidCommandError) as caught:
        read_viet_qr(text, field="transaction.payee_qr")
    [violation] = caught.value.violations
    assert violation.field == "transaction.payee_qr"
    return violation.description


def test_the_switchs_example_names_its_account() -> None:
    account = Instrument(kind=InstrumentKind.ACCOUNT, institution="970403", number="0011012345678")
    assert read_viet_qr(NAPAS_EXAMPLE) == VietQr(payee=account)


def test_the_published_checksum_is_what_we_compute() -> None:
    assert checksum("123456789") == 0x29B1, "the check value of CRC-16/CCITT-FALSE (reveng catalogue)"


def test_amount_merchant_reference_and_purpose_are_read() -> None:
    text = payload(f54="150000", f59="QUAN AN VI DU", f62=tlv("05", "HD-77") + tlv("08", "Tra tien"))
    found = read_viet_qr(text)
    assert (found.amount, found.merchant) == (Vnd(150_000), "QUAN AN VI DU")
    assert (found.reference, found.purpose) == ("HD-77", "Tra tien")


def test_a_transfer_to_a_card_names_a_card() -> None:
    found = read_viet_qr(payload(service="QRIBFTTC", account="card-ref-1"))
    assert found.payee == Instrument(kind=InstrumentKind.CARD, institution="999901", number="card-ref-1")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (NAPAS_EXAMPLE[:-4] + "9E6E", "wrong checksum"),
        (NAPAS_EXAMPLE.replace("970403", "970404"), "wrong checksum"),
        (NAPAS_EXAMPLE[:-8], "must end with a checksum"),
        ("", "must end with a checksum"),
        ("0" * 600, "at most 512 characters"),
        (payload(f53="840"), "in VND"),
        (payload(f58="TH"), "of Viet Nam"),
        (payload(f38=tlv("00", "A000000615")), "at the national switch"),
        (payload(f38=""), "at the national switch"),
        (payload(service="QRPUSH"), "transfer to an account or a card"),
        (payload(account="0011 2345"), "a bank's BIN and an account"),
        (payload(account="+849"), "a bank's BIN and an account"),
        (payload(f54="0"), "whole dong"),
        (payload(f54="1.5"), "whole dong"),
        (payload(f54="-1"), "whole dong"),
        (summed("0002010002015303704"), "field 00 stands twice"),
        (summed("00020153"), "field 53 is cut short"),
        (summed("0009"), "two digits of tag|cut short"),
        (summed("00\u0660\u0662"), "two digits of tag"),
    ],
)
def test_what_is_wrong_is_said_without_the_payload(text: str, told: str) -> None:
    description = fault(text)
    assert re.search(told, description)
    assert "0011" not in description


def test_an_account_that_could_be_read_in_two_ways_is_refused() -> None:
    assert "two digits of tag and two of length" in fault(MISCOUNTED)


@given(st.text(max_size=120).map(summed) | st.text(max_size=600))
def test_reading_is_total(text: str) -> None:
    with suppress(InvalidCommandError):
        assert read_viet_qr(text).payee.number


@given(st.integers(0, len(NAPAS_EXAMPLE) - 5), st.characters(codec="ascii"))
def test_any_changed_character_before_the_checksum_is_noticed(place: int, character: str) -> None:
    changed = NAPAS_EXAMPLE[:place] + character + NAPAS_EXAMPLE[place + 1 :]
    if changed != NAPAS_EXAMPLE:
        assert fault(changed)
