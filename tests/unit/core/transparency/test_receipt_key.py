from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis.strategies import binary

from eidgate.core.transparency.receipt_key import ReceiptKey

SEEDS = binary(min_size=32, max_size=32)


@given(SEEDS, binary(max_size=300))
def test_the_signature_is_that_of_every_other_library(seed: bytes, content: bytes) -> None:
    reference = Ed25519PrivateKey.from_private_bytes(seed)
    key = ReceiptKey(reference)
    assert key.sign(content) == reference.sign(content)
    key.public_key().verify(key.sign(content), content)


def test_the_signature_is_that_of_the_standard() -> None:
    """RFC 8032 section 7.1, test 2."""
    seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
    key = ReceiptKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)))
    assert key.sign(b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


def test_the_printed_form_shows_nothing_of_the_key() -> None:
    seed = bytes(range(32))
    shown = repr(ReceiptKey(Ed25519PrivateKey.from_private_bytes(seed)))
    assert seed.hex() not in shown
    assert repr(seed) not in shown
