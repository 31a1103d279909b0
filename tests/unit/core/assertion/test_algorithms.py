import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import example, given
from hypothesis import strategies as st

from eidgate.core.assertion.algorithms import ALGORITHMS, P256_ORDER, P384_ORDER, der_signature
from eidgate.core.assertion.keys import pin
from eidgate.simulator.signing import signing_key


def test_neither_none_nor_hmac_is_on_offer() -> None:
    assert set(ALGORITHMS) == {"ES256", "ES384", "EdDSA", "Ed25519", "PS256", "RS256"}


@pytest.mark.parametrize("name", ALGORITHMS)
def test_a_signature_is_of_one_input_and_one_length(name: str) -> None:
    key = signing_key(name, "t")
    public, algorithm = pin(key.public_jwk()).public_key, ALGORITHMS[name]
    signature = key.sign(b"this")

    assert algorithm.verifies(signature, b"this", public)
    assert not algorithm.verifies(signature, b"that", public)
    for changed in (b"", signature[:-1], signature + b"\0", b"\0" + signature, bytes(len(signature))):
        assert not algorithm.verifies(changed, b"this", public)


@pytest.mark.parametrize("salt", [0, 20, 64, 222])
def test_the_salt_of_pss_is_as_long_as_the_hash(salt: int) -> None:
    """RFC 7518 §3.5; OpenSSL can find out any other by itself, and takes it where it is let."""
    key, digest = signing_key("PS256", "t"), hashes.SHA256()
    scheme = padding.PSS(mgf=padding.MGF1(digest), salt_length=salt)
    public = pin(key.public_jwk()).public_key

    assert not ALGORITHMS["PS256"].verifies(key.private_key.sign(b"this", scheme, digest), b"this", public)


def test_a_signature_of_the_one_padding_is_none_of_the_other() -> None:
    pss, pkcs = (signing_key(name, "t") for name in ("PS256", "RS256"))
    for key, other in ((pss, "RS256"), (pkcs, "PS256")):
        public = pin(key.public_jwk()).public_key
        assert not ALGORITHMS[other].verifies(key.sign(b"this"), b"this", public)


@pytest.mark.parametrize(("name", "width"), [("ES256", 32), ("ES384", 48)])
def test_r_and_s_lie_strictly_between_zero_and_the_order(name: str, width: int) -> None:
    key = signing_key(name, "t")
    signature, public = key.sign(b"x"), pin(key.public_jwk()).public_key
    r, s = signature[:width], signature[width:]

    for outside in (bytes(width), b"\xff" * width):
        assert not ALGORITHMS[name].verifies(outside + s, b"x", public)
        assert not ALGORITHMS[name].verifies(r + outside, b"x", public)


def test_r_beyond_the_order_is_not_taken_for_its_remainder() -> None:
    key = signing_key("ES256", "t")
    signature, public = key.sign(b"x"), pin(key.public_jwk()).public_key
    beyond = (int.from_bytes(signature[:32]) + P256_ORDER) % 2**256

    assert not ALGORITHMS["ES256"].verifies(beyond.to_bytes(32) + signature[32:], b"x", public)


@pytest.mark.parametrize(("width", "order"), [(32, P256_ORDER), (48, P384_ORDER)])
def test_the_der_of_a_signature_is_the_librarys(width: int, order: int) -> None:
    numbers = st.integers(1, order - 1) | st.integers(0, 8 * width).map(lambda bit: min(1 << bit, order - 1))

    @given(numbers, numbers)
    @example(1, order - 1)
    @example(0x7F, 0x80)
    @example(0xFF << 8, 0x7F << 8)
    def holds(r: int, s: int) -> None:
        assert der_signature(r.to_bytes(width), s.to_bytes(width)) == encode_dss_signature(r, s)

    holds()
