"""A receipt proves that this server made exactly this decision; whatever was changed, it proves nothing."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName
from eidgate.core.transparency.canonical import digest
from eidgate.core.transparency.receipt import Receipt, check, sign, statement
from eidgate.core.transparency.receipt_key import ReceiptKey

KEY = ReceiptKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER = ReceiptKey(Ed25519PrivateKey.from_private_bytes(bytes(32)))
KEYS = {"2026-a": KEY.public_key()}
NAME = DecisionName("decisions/1")
RECORD = b'{"outcome":0}'
RECEIPT = sign(NAME, RECORD, key_id="2026-a", key=KEY)


def flipped(raw: bytes, place: int) -> bytes:
    return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


def test_a_receipt_is_for_its_decision_and_its_record() -> None:
    assert check(NAME, RECEIPT, KEYS)
    assert check(NAME, RECEIPT, KEYS, record=RECORD)


def test_the_statement_is_three_lines() -> None:
    lines = statement(NAME, digest(RECORD)).decode().split("\n")
    assert lines == ["eidgate receipt v1", "decisions/1", digest(RECORD).hex(), ""]


def test_signing_again_gives_the_same_bytes() -> None:
    assert sign(NAME, RECORD, key_id="2026-a", key=KEY) == RECEIPT


def test_refuses_another_decision_with_the_same_record() -> None:
    assert not check(DecisionName("decisions/2"), RECEIPT, KEYS)


def test_refuses_another_record() -> None:
    assert not check(NAME, RECEIPT, KEYS, record=RECORD + b" ")


@pytest.mark.parametrize("place", range(32))
def test_refuses_a_changed_digest(place: int) -> None:
    assert not check(NAME, replace(RECEIPT, record_digest=flipped(RECEIPT.record_digest, place)), KEYS)


@pytest.mark.parametrize("place", range(64))
def test_refuses_a_changed_signature(place: int) -> None:
    assert not check(NAME, replace(RECEIPT, signature=flipped(RECEIPT.signature, place)), KEYS)


@pytest.mark.parametrize("signature", [b"", RECEIPT.signature[:63], RECEIPT.signature + b"\x00"])
def test_refuses_a_signature_of_another_length(signature: bytes) -> None:
    assert not check(NAME, replace(RECEIPT, signature=signature), KEYS)


def test_refuses_an_unknown_key() -> None:
    assert not check(NAME, replace(RECEIPT, key_id="2027-a"), KEYS)
    assert not check(NAME, RECEIPT, {})


def test_refuses_what_another_key_signed() -> None:
    forged = sign(NAME, RECORD, key_id="2026-a", key=OTHER)
    assert not check(NAME, forged, KEYS)


@pytest.mark.parametrize("record_digest", [b"", b"short", RECEIPT.record_digest * 2])
def test_refuses_a_digest_of_another_length(record_digest: bytes) -> None:
    changed = Receipt(record_digest=record_digest, key_id="2026-a", signature=RECEIPT.signature)
    assert not check(NAME, changed, KEYS)
