"""Harnesses of receipts as a caller checks them: the file of public keys, and what the server signed."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from contextlib import suppress

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from google.protobuf.message import DecodeError

from eidgate.client.receipts import ReceiptKeysError, check_hold_receipt, check_receipt, read_receipt_keys
from eidgate.core.transparency.receipt import sign
from eidgate.core.transparency.receipt_key import ReceiptKey
from eidgate.v1 import decision_pb2, hold_pb2
from fuzz.defect import hold
from fuzz.files import written

SUFFIXES = (".json", ".pem")
SECRET = ReceiptKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
KEY_ID = "receipts-1"
KEYS = {KEY_ID: SECRET.public_key()}
NAME = "decisions/xaaaaaaaaaaaaaaaaaaaaaaaaaa"
SIGNED = sign(NAME, b'{"record":1}', key_id=KEY_ID, key=SECRET)
RECEIPT = decision_pb2.Receipt(
    record_digest=SIGNED.record_digest, key_id=SIGNED.key_id, signature=SIGNED.signature
)
PEM = SECRET.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def receipt_keys_one(content: bytes) -> None:
    """Any file: keys that are the same when they are written as a set and read again, or the one error."""
    suffix = SUFFIXES[content[0] % len(SUFFIXES)] if content else SUFFIXES[0]
    with written(content[1:], f"keys{suffix}") as path:
        try:
            keys = read_receipt_keys(path)
        except ReceiptKeysError as error:
            hold(str(error).startswith(str(path)), "an error that names no file")
            return
    hold(keys, "a set of no key")
    with written(_set(keys), "again.json") as path:
        again = read_receipt_keys(path)
    hold(_points(again) == _points(keys), "written and read again, they are others")


def _points(keys: dict[str, Ed25519PublicKey]) -> dict[str, bytes]:
    return {key_id: key.public_bytes_raw() for key_id, key in keys.items()}


def _jwk(key_id: str, key: Ed25519PublicKey) -> dict[str, str]:
    point = urlsafe_b64encode(key.public_bytes_raw()).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "kid": key_id, "x": point}


def _set(keys: dict[str, Ed25519PublicKey]) -> bytes:
    return json.dumps({"keys": [_jwk(key_id, key) for key_id, key in keys.items()]}).encode()


def receipt_keys_seeds() -> Iterable[bytes]:
    jwk = _jwk(KEY_ID, KEYS[KEY_ID])
    yield b"\0" + _set(KEYS)
    for changes in ({"x": f"{jwk['x']}="}, {"x": f"{jwk['x'][:-1]}é"}, {"x": 7}, {"kid": None}, {"crv": []}):
        yield b"\0" + json.dumps({"keys": [jwk | changes]}).encode()
    yield b"\0" + json.dumps({"keys": [jwk, jwk]}).encode()
    yield b"\0" + b'{"keys": ' + b"[" * 5_000
    yield b"\x01" + PEM
    yield b"\x01" + PEM[:-30]
    other = generate_private_key(SECP256R1()).public_key()
    yield b"\x01" + other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def receipt_one(content: bytes) -> None:
    """Any decision and any hold: a receipt is good for what was signed, in its name, and for nothing else."""
    with suppress(DecodeError):
        decision = decision_pb2.Decision.FromString(content)
        if check_receipt(decision, KEYS):
            _is_ours(decision.name, decision.receipt)
    with suppress(DecodeError):
        receipt = decision_pb2.Receipt.FromString(content)
        if check_hold_receipt(hold_pb2.AccountHold(name=NAME), receipt, KEYS):
            _is_ours(NAME, receipt)


def _is_ours(name: str, receipt: decision_pb2.Receipt) -> None:
    found = (name, receipt.key_id, receipt.record_digest, receipt.signature)
    hold(found == (NAME, KEY_ID, SIGNED.record_digest, SIGNED.signature), "good, and we never signed it")


def receipt_seeds() -> Iterable[bytes]:
    yield decision_pb2.Decision(name=NAME, receipt=RECEIPT).SerializeToString()
    yield decision_pb2.Decision(name=f"{NAME}\n", receipt=RECEIPT).SerializeToString()
    yield decision_pb2.Decision(name=NAME).SerializeToString()
    yield RECEIPT.SerializeToString()
    bare = decision_pb2.Receipt(key_id=KEY_ID, signature=SIGNED.signature)
    yield decision_pb2.Decision(
        name=f"{NAME}\n{SIGNED.record_digest.hex()}", receipt=bare
    ).SerializeToString()
