"""The receipt: a signature that this server made exactly this record, checkable by anyone offline.

What is signed is three lines of text, each ended by a newline: a fixed title, the record's name and the
SHA-256 of its record in hexadecimal. Ed25519 (RFC 8032) is deterministic, so a retry gets the same bytes.
"""

from collections.abc import Mapping
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct

from eidgate.core.transparency.canonical import digest
from eidgate.core.transparency.receipt_key import ReceiptKey

TITLE: Final = "eidgate receipt v1"


class Receipt(Struct, frozen=True, kw_only=True):
    """The record's SHA-256, the key that signed, and the signature (64 bytes)."""

    record_digest: bytes
    key_id: str
    signature: bytes


def statement(name: str, record_digest: bytes) -> bytes:
    """Return the exact bytes that a receipt signs."""
    return f"{TITLE}\n{name}\n{record_digest.hex()}\n".encode()


def sign(name: str, record: bytes, *, key_id: str, key: ReceiptKey) -> Receipt:
    """Sign a record."""
    found = digest(record)
    return Receipt(record_digest=found, key_id=key_id, signature=key.sign(statement(name, found)))


def check(
    name: str,
    receipt: Receipt,
    keys: Mapping[str, Ed25519PublicKey],
    *,
    record: bytes | None = None,
) -> bool:
    """Whether a known key signed this receipt for this name, and for this record where it is at hand."""
    key = keys.get(receipt.key_id)
    if key is None or (record is not None and digest(record) != receipt.record_digest):
        return False
    try:
        key.verify(receipt.signature, statement(name, receipt.record_digest))
    except InvalidSignature:
        return False
    return True
