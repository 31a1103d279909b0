import json
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from eidgate.client import ReceiptKeysError, check_receipt, read_receipt_keys
from eidgate.core.terms import DecisionName
from eidgate.core.transparency.receipt import sign
from eidgate.core.transparency.receipt_key import ReceiptKey
from eidgate.v1 import decision_pb2

KEY = ReceiptKey(Ed25519PrivateKey.from_private_bytes(bytes(32)))
KEYS = {"receipts-1": KEY.public_key()}
NAME = "decisions/xaaaaaaaaaaaaaaaaaaaaaaaaaa"


def signed() -> decision_pb2.Decision:
    made = sign(DecisionName(NAME), b'{"record":1}', key_id="receipts-1", key=KEY)
    return decision_pb2.Decision(
        name=NAME,
        receipt=decision_pb2.Receipt(
            record_digest=made.record_digest, key_id=made.key_id, signature=made.signature
        ),
    )


def test_a_receipt_signed_by_a_known_key_is_good() -> None:
    assert check_receipt(signed(), KEYS)


def test_a_receipt_is_good_for_its_own_decision_only() -> None:
    moved = signed()
    moved.name = NAME[:-1] + "b"
    assert not check_receipt(moved, KEYS)


@pytest.mark.parametrize("field", ["record_digest", "signature"])
def test_flipping_any_bit_of_a_receipt_is_noticed(field: str) -> None:
    original: bytes = getattr(signed().receipt, field)
    for position in range(len(original) * 8):
        flipped = bytearray(original)
        flipped[position // 8] ^= 1 << position % 8
        tampered = signed()
        setattr(tampered.receipt, field, bytes(flipped))
        assert not check_receipt(tampered, KEYS)


@pytest.mark.parametrize(
    ("field", "value"), [("signature", b""), ("record_digest", b""), ("key_id", "other")]
)
def test_a_receipt_that_lacks_something_is_not_good(field: str, value: Any) -> None:
    lacking = signed()
    setattr(lacking.receipt, field, value)
    assert not check_receipt(lacking, KEYS)


def test_an_unknown_key_vouches_for_nothing() -> None:
    assert not check_receipt(signed(), {})
    assert not check_receipt(signed(), {"receipts-1": Ed25519PrivateKey.generate().public_key()})


def test_a_decision_without_a_receipt_is_not_good() -> None:
    assert not check_receipt(decision_pb2.Decision(name=NAME), KEYS)


def jwk(**changes: Any) -> dict[str, Any]:
    point = urlsafe_b64encode(KEY.public_key().public_bytes_raw()).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "kid": "receipts-1", "x": point} | changes


def test_reads_a_jwk_set(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text(json.dumps({"keys": [jwk()]}))
    assert check_receipt(signed(), read_receipt_keys(path))


def test_reads_a_pem_file_named_by_its_key_id(tmp_path: Path) -> None:
    path = tmp_path / "receipts-1.pem"
    path.write_bytes(KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    assert check_receipt(signed(), read_receipt_keys(path))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"keys": []}',
        '{"keys": [7]}',
        '{"keys": ' + "[" * 5_000,
        json.dumps({"keys": [jwk(crv="X25519")]}),
        json.dumps({"keys": [jwk(kty="EC")]}),
        json.dumps({"keys": [jwk(kid=7)]}),
        json.dumps({"keys": [jwk(x="AAAA")]}),
        json.dumps({"keys": [jwk(x=7)]}),
        json.dumps({"keys": [jwk(x=jwk()["x"] + "=")]}),
        json.dumps({"keys": [jwk(x="!" + jwk()["x"])]}),
        json.dumps({"keys": [jwk(), jwk()]}),
    ],
)
def test_refuses_a_file_that_is_no_set_of_distinct_ed25519_keys(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(ReceiptKeysError, match=r"keys\.json"):
        read_receipt_keys(path)


def test_refuses_a_pem_file_with_another_kind_of_key(tmp_path: Path) -> None:
    path = tmp_path / "receipts-1.pem"
    other = ec.generate_private_key(ec.SECP256R1()).public_key()
    path.write_bytes(other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    with pytest.raises(ReceiptKeysError, match="is not an Ed25519 key"):
        read_receipt_keys(path)
    path.write_text("nothing")
    with pytest.raises(ReceiptKeysError, match="holds no PEM public key"):
        read_receipt_keys(path)


def test_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReceiptKeysError, match="No such file"):
        read_receipt_keys(tmp_path / "absent.json")
