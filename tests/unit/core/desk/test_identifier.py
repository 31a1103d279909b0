"""Identifiers: one canonical text each, never shown by accident."""

import pytest
from rich.pretty import pretty_repr

from eidgate.core.desk.identifier import (
    Identifier,
    IdentifierKind,
    device,
    identifier_of,
    merchant,
    phone,
    social_account,
)
from eidgate.core.terms import Instrument, InstrumentKind


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (InstrumentKind.ACCOUNT, IdentifierKind.ACCOUNT),
        (InstrumentKind.WALLET, IdentifierKind.WALLET),
        (InstrumentKind.CARD, IdentifierKind.CARD),
    ],
)
def test_money_is_known_by_institution_and_number(kind: InstrumentKind, expected: IdentifierKind) -> None:
    instrument = Instrument(kind=kind, institution="999901", number="0011")
    assert identifier_of(instrument) == Identifier(kind=expected, value="999901:0011")


def test_a_sim_is_known_by_its_number_whoever_operates_it() -> None:
    numbers = {
        identifier_of(Instrument(kind=InstrumentKind.SIM, institution=operator, number="+84900000001")).key
        for operator in ("operator-one", "operator-two")
    }
    assert numbers == {"phone:+84900000001"}


def test_no_printed_form_shows_the_value() -> None:
    shown = Identifier(kind=IdentifierKind.PHONE, value="+84900000001")
    assert "84900000001" not in f"{shown} {shown!r} {pretty_repr([shown])}"


def test_a_merchant_is_one_however_its_reference_is_written() -> None:
    composed, decomposed = "Cửa Hàng  7", "cu\u031b\u0309a ha\u0300ng 7"
    assert merchant("970436", composed) == merchant("970436", decomposed)
    assert merchant("970436", composed) != merchant("970415", composed)


def test_what_takes_part_beside_accounts_has_one_canonical_value() -> None:
    assert [one.key for one in (phone("+84900000001"), device("dev-1"), social_account("zalo", "7001"))] == [
        "phone:+84900000001",
        "device:dev-1",
        "social_account:zalo:7001",
    ]
