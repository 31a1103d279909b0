"""Digest of a message inside a batch; one that comes alone is named by its bytes as received."""

from hashlib import sha256

from google.protobuf.message import Message


def digest_of(message: Message) -> bytes:
    """Return the SHA-256 of a message's deterministic bytes."""
    return sha256(message.SerializeToString(deterministic=True)).digest()
