"""A key that signs receipts.

Ed25519 by libsodium, which takes two thirds of OpenSSL's time to sign (ADR 0086). The signature is the same:
RFC 8032 leaves nothing to choose, and checking one is left to whatever library whoever checks it has.
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from nacl.signing import SigningKey


class ReceiptKey:
    """Signs; thread-safe. Its printed form shows nothing of it."""

    __slots__ = ("_public", "_signing")

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._signing = SigningKey(key.private_bytes_raw())
        self._public = key.public_key()

    def sign(self, content: bytes) -> bytes:
        """Return the 64 bytes of the signature; the same content always gets the same."""
        return self._signing.sign(content).signature

    def public_key(self) -> Ed25519PublicKey:
        """Return the key that checks what this one signed."""
        return self._public
