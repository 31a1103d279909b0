"""libsodium's verdicts on Ed25519, held to OpenSSL's: the same, and stricter for an R of small order."""

import hashlib
from typing import Final, TypeAlias

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import example, given
from hypothesis import strategies as st
from nacl.signing import VerifyKey

from eidgate.core.assertion.algorithms import ALGORITHMS

PRIME: Final = 2**255 - 19
ORDER: Final = 2**252 + 27742317777372353535851937790883648493
D: Final = -121665 * pow(121666, -1, PRIME) % PRIME
Point: TypeAlias = tuple[int, int]
NEUTRAL: Final[Point] = (0, 1)


def added(one: Point, other: Point) -> Point:
    """RFC 8032 §5.1.4, in affine coordinates."""
    (x1, y1), (x2, y2) = one, other
    cross = D * x1 * x2 * y1 * y2 % PRIME
    x = (x1 * y2 + x2 * y1) * pow(1 + cross, -1, PRIME)
    return x % PRIME, (y1 * y2 + x1 * x2) * pow(1 - cross, -1, PRIME) % PRIME


def multiplied(times: int, point: Point) -> Point:
    product = NEUTRAL
    for bit in f"{times:b}":
        product = added(product, product)
        product = added(product, point) if bit == "1" else product
    return product


def lifted(y: int) -> Point:
    """The point with this y and an even x (RFC 8032 §5.1.3)."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if x * x % PRIME != square:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    return (x if x % 2 == 0 else PRIME - x), y


def encoded(point: Point) -> bytes:
    x, y = point
    return (y | x % 2 << 255).to_bytes(32, "little")


BASE: Final = lifted(4 * pow(5, -1, PRIME) % PRIME)
ORDER_EIGHT: Final = lifted(0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826)
SECRET: Final = 12345678901234567890
NONCE: Final = 98765432109876543210
KEY: Final = multiplied(SECRET, BASE)


def signed(key: Point, nonce_point: Point, nonce: int, content: bytes) -> bytes:
    """Sign as RFC 8032 §5.1.6 does, but for whatever points are given."""
    start = encoded(nonce_point)
    digest = hashlib.sha512(start + encoded(key) + content).digest()
    s = (nonce + int.from_bytes(digest, "little") * SECRET) % ORDER
    return start + s.to_bytes(32, "little")


def openssl_accepts(key: bytes, signature: bytes, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except InvalidSignature:
        return False
    return True


def accepts(key: bytes, signature: bytes, content: bytes) -> bool:
    return ALGORITHMS["EdDSA"].verifies(signature, content, VerifyKey(key))


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 511))
def test_both_libraries_accept_a_signature_and_refuse_it_changed(
    seed: bytes, content: bytes, bit: int
) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key, signature = private.public_key().public_bytes_raw(), private.sign(content)
    changed = (int.from_bytes(signature) ^ 1 << bit).to_bytes(64)

    assert accepts(key, signature, content)
    assert not accepts(key, signature, content + b"\0")
    assert accepts(key, changed, content) == openssl_accepts(key, changed, content) is False


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64), st.binary(max_size=9))
@example(bytes(32), bytes(64), b"")
@example(encoded(NEUTRAL), encoded(NEUTRAL) + bytes(32), b"this")
def test_any_bytes_are_no_signature_under_any_bytes(key: bytes, signature: bytes, content: bytes) -> None:
    """OpenSSL takes some under points of small order, which are never pinned."""
    assert not accepts(key, signature, content)


def test_a_scalar_beyond_the_order_is_not_taken_for_its_remainder() -> None:
    signature = signed(KEY, multiplied(NONCE, BASE), NONCE, b"this")
    beyond = int.from_bytes(signature[32:], "little") + ORDER
    forged = signature[:32] + beyond.to_bytes(32, "little")

    assert accepts(encoded(KEY), signature, b"this")
    for check in (accepts, openssl_accepts):
        assert not check(encoded(KEY), forged, b"this")


@pytest.mark.parametrize("eighths", range(1, 8))
@pytest.mark.parametrize("mixed", ["key", "nonce", "both"])
def test_both_say_the_same_of_points_of_mixed_order(mixed: str, eighths: int) -> None:
    """Who holds such a key could make signatures that some libraries take and others refuse."""
    torsion = multiplied(eighths, ORDER_EIGHT)
    key = KEY if mixed == "nonce" else added(KEY, torsion)
    point = multiplied(NONCE, BASE) if mixed == "key" else added(multiplied(NONCE, BASE), torsion)
    verdicts = set()
    for number in range(24):
        content = b"%d" % number
        signature = signed(key, point, NONCE, content)
        found = accepts(encoded(key), signature, content)
        assert found == openssl_accepts(encoded(key), signature, content)
        verdicts.add(found)
    assert False in verdicts, "the cofactor is not multiplied away"


@pytest.mark.parametrize("eighths", range(8))
def test_a_nonce_point_of_small_order_is_refused_even_where_openssl_takes_it(eighths: int) -> None:
    point = multiplied(eighths, ORDER_EIGHT)
    signature = signed(KEY, point, 0, b"this")

    assert not accepts(encoded(KEY), signature, b"this")
    assert openssl_accepts(encoded(KEY), signature, b"this") == (point == NEUTRAL)
