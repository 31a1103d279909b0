"""A private key in PEM is read whole, or refused without a word of it."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from eidgate.core.private_key import read_private_key

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def pem(protection: KeySerializationEncryption) -> bytes:
    return KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection)


SOUND = pem(NoEncryption())
SECRET = SOUND.splitlines()[1].decode()


def test_a_key_is_read() -> None:
    assert read_private_key(SOUND).public_key() == KEY.public_key()


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        SECRET.encode(),
        SOUND[:-20],
        SOUND.replace(b"END PRIVATE", b"END PUBLIC"),  # the library's own error repeats all of it
        SOUND.replace(SECRET.encode(), SECRET[:-4].encode()),
        pem(BestAvailableEncryption(b"a password")),
    ],
)
def test_what_is_none_is_refused_without_a_word_of_it(spoilt: bytes) -> None:
    with pytest.raises(ValueError, match="is not an unencrypted PEM private key") as caught:
        read_private_key(spoilt)

    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert SECRET not in str(caught.value)
