"""Checking a receipt offline: did the server sign for exactly this decision's record?

A receipt binds the decision's name to the digest of its record. The record itself stays with the server, so a
receipt proves which record was made, not what a copy of the answer says: `get_decision` answers that, and who
holds the record can compare its SHA-256 with `record_digest`.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from cryptography.exceptions import InternalError, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from eidgate.core.transparency.receipt import Receipt, check
from eidgate.v1 import decision_pb2, hold_pb2

ReceiptKeys: TypeAlias = Mapping[str, Ed25519PublicKey]
"""Public keys by key id."""


class ReceiptKeysError(ValueError):
    """The file with the receipt keys cannot be used; says where and why."""


def check_receipt(decision: decision_pb2.Decision, keys: ReceiptKeys) -> bool:
    """Whether a known key signed a receipt for the decision of this name; False without a receipt."""
    if not decision.HasField("receipt"):
        return False
    return check(decision.name, _receipt(decision.receipt), keys)


def check_hold_receipt(hold: hold_pb2.AccountHold, receipt: decision_pb2.Receipt, keys: ReceiptKeys) -> bool:
    """Whether a known key signed this receipt for the hold of this name; each version has its own."""
    return check(hold.name, _receipt(receipt), keys)


def _receipt(found: decision_pb2.Receipt) -> Receipt:
    return Receipt(record_digest=found.record_digest, key_id=found.key_id, signature=found.signature)


def read_receipt_keys(file: str | PathLike[str]) -> dict[str, Ed25519PublicKey]:
    """Read public keys: a JWK set (RFC 8037) with `kid`, or one PEM public key in `{key id}.pem`.

    Raises:
        ReceiptKeysError: the file cannot be read, or holds something else than Ed25519 public keys.
    """
    path = Path(file)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ReceiptKeysError(f"{path}: {error.strerror or error}") from error
    if path.suffix == ".pem":
        return {path.stem: _from_pem(raw, path)}
    return _from_jwk_set(raw, path)


def _from_pem(raw: bytes, path: Path) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(raw)
    except (ValueError, UnsupportedAlgorithm, InternalError):  # whose text may be what stands there
        raise ReceiptKeysError(f"{path}: holds no PEM public key") from None
    if not isinstance(key, Ed25519PublicKey):
        raise ReceiptKeysError(f"{path}: is not an Ed25519 key")
    return key


def _from_jwk_set(raw: bytes, path: Path) -> dict[str, Ed25519PublicKey]:
    try:
        listed = json.loads(raw)["keys"]
        keys = dict(map(_from_jwk, listed))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ReceiptKeysError(f"{path}: is no JWK set of Ed25519 keys with kid") from error
    if not keys or len(keys) != len(listed):
        raise ReceiptKeysError(f"{path}: needs at least one key, and each kid once")
    return keys


def _from_jwk(jwk: dict[str, Any]) -> tuple[str, Ed25519PublicKey]:
    if (jwk["kty"], jwk["crv"]) != ("OKP", "Ed25519") or not isinstance(jwk["kid"], str):
        raise ValueError("not an Ed25519 key")
    point = urlsafe_b64decode(jwk["x"] + "=" * (-len(jwk["x"]) % 4))
    if urlsafe_b64encode(point).rstrip(b"=").decode() != jwk["x"]:
        raise ValueError("x is not base64url without padding (RFC 7515 section 2)")
    return jwk["kid"], Ed25519PublicKey.from_public_bytes(point)
