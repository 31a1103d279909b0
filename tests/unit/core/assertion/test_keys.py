import base64

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import RSAAlgorithm

from eidgate.core.assertion.keys import UnfitKeyError, pin, pin_certified
from eidgate.simulator.signing import signing_key

EC = signing_key("ES256", "t").public_jwk()
ED = signing_key("EdDSA", "t").public_jwk()
RSA = signing_key("RS256", "t").public_jwk()

PRIME = 2**255 - 19
ORDER_EIGHT = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826


def b64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def without(jwk: dict[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in jwk.items() if name not in names}


@pytest.mark.parametrize(
    ("jwk", "algorithms"),
    [
        (EC, {"ES256"}), (ED, {"EdDSA"}), (RSA, {"RS256"}),
        (without(EC, "alg", "use", "kid"), {"ES256"}),
        (without(ED, "alg"), {"EdDSA", "Ed25519"}),
        (without(RSA, "alg"), {"RS256", "PS256"}),
        (EC | {"key_ops": ["verify"]}, {"ES256"}),
        (signing_key("ES384", "t").public_jwk(), {"ES384"}),
    ],
)  # fmt: skip
def test_a_key_is_pinned_to_what_it_may_verify(jwk: dict[str, object], algorithms: set[str]) -> None:
    assert pin(jwk).algorithms == algorithms


@pytest.mark.parametrize(
    ("jwk", "why"),
    [
        ({}, "kty"),
        ({"kty": "oct", "k": "AAAA"}, "private or symmetric"),
        ({"kty": "oct"}, "kty"),
        (EC | {"d": "AAAA"}, "private"),
        (RSA | {"d": "AAAA"}, "private"),
        (EC | {"kty": "OKP"}, "kty"),
        (EC | {"kty": ["EC"]}, "kty"),
        (EC | {"crv": "P-521"}, "kty"),
        (EC | {"crv": "secp256k1"}, "kty"),
        (EC | {"alg": "ES384"}, "alg"),
        (EC | {"alg": "HS256"}, "alg"),
        (EC | {"alg": 7}, "alg"),
        (EC | {"kid": 7}, "kid"),
        (EC | {"use": "enc"}, "use"),
        (EC | {"key_ops": ["sign"]}, "key_ops"),
        (EC | {"key_ops": ["verify", "encrypt"]}, "more than signatures"),
        (EC | {"key_ops": ["verify", {}]}, "more than signatures"),
        (RSA | {"dp": "AAAA"}, "private"),
        (RSA | {"oth": []}, "private"),
        (EC | {"key_ops": "verify"}, "key_ops"),
        (EC | {"x": None}, "x"),
        (without(EC, "y"), "y"),
        (EC | {"x": EC["x"] + "="}, "base64url"),
        (EC | {"x": "é"}, "base64url"),
        (EC | {"x": b64(b"\0" * 33)}, "length"),
        (EC | {"x": b64(b"\1" * 32)}, "numbers"),
        (EC | {"x": b64(b"\0" * 32), "y": b64(b"\0" * 32)}, "numbers"),
        (ED | {"x": b64(b"\1" * 31)}, "32 bytes"),
        (RSA | {"e": b64(b"\3")}, "exponent"),
        (RSA | {"e": b64((65_538).to_bytes(3))}, "exponent"),
        (RSA | {"e": b64((2**64 + 1).to_bytes(9))}, "exponent"),
        (RSA | {"n": b64(b"\xff" * 255)}, "modulus"),
        (RSA | {"n": b64(b"\xff" * 513)}, "modulus"),
        (RSA | {"n": b64(b"\xff" * 255 + b"\xfe")}, "modulus"),
    ],
)
def test_an_unfit_key_is_refused_with_its_cause(jwk: dict[str, object], why: str) -> None:
    with pytest.raises(UnfitKeyError, match=why):
        pin(jwk)


def test_an_rsa_key_of_1024_bits_is_refused() -> None:
    weak = rsa.generate_private_key(65_537, 1_024).public_key()

    with pytest.raises(UnfitKeyError, match="modulus"):
        pin(RSAAlgorithm.to_jwk(weak, as_dict=True) | {"key_ops": ["verify"]})


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize(
    "y", [0, 1, PRIME - 1, PRIME, PRIME + 1, PRIME + 18, ORDER_EIGHT, PRIME - ORDER_EIGHT]
)
def test_an_ed25519_key_of_small_order_or_another_spelling_is_refused(y: int, sign: int) -> None:
    octets = (y | sign << 255).to_bytes(32, "little")

    with pytest.raises(UnfitKeyError, match="small order"):
        pin(ED | {"x": b64(octets)})


@pytest.mark.parametrize("y", [0, 1, PRIME - 1, ORDER_EIGHT, PRIME - ORDER_EIGHT])
def test_a_certified_ed25519_key_of_small_order_is_refused(y: int) -> None:
    """OpenSSL takes them, and a certificate may hold one."""
    certified = ed25519.Ed25519PublicKey.from_public_bytes(y.to_bytes(32, "little"))

    with pytest.raises(UnfitKeyError, match="small order"):
        pin_certified(certified)


def test_under_a_small_order_key_strangers_could_sign() -> None:
    """Why the check exists: R = identity and S = 0 verify under the neutral element, for every message."""
    neutral = ed25519.Ed25519PublicKey.from_public_bytes((1).to_bytes(32, "little"))
    forged = (1).to_bytes(32, "little") + bytes(32)

    neutral.verify(forged, b"anything")
    with pytest.raises(InvalidSignature):
        signing_key("EdDSA", "t").private_key.public_key().verify(forged, b"anything")


def test_the_points_of_order_eight_are_on_the_curve_and_vanish_when_doubled_thrice() -> None:
    d = -121665 * pow(121666, -1, PRIME) % PRIME

    def doubled_y(y: int) -> int:
        """y(2P) = (y² + x²) / (1 - d x² y²), with x² from the curve's equation."""
        y2 = y * y % PRIME
        x2 = (y2 - 1) * pow(d * y2 + 1, -1, PRIME) % PRIME
        return (y2 + x2) * pow(1 - d * x2 * y2, -1, PRIME) % PRIME

    for y in (ORDER_EIGHT, PRIME - ORDER_EIGHT):
        assert doubled_y(doubled_y(doubled_y(y))) == 1
        assert doubled_y(doubled_y(y)) != 1


@pytest.mark.parametrize("name", ["ES256", "ES384", "EdDSA"])
def test_a_key_is_the_same_in_a_jwk_and_in_a_certificate(name: str) -> None:
    found, another = (signing_key(name, which) for which in ("t", "u"))
    certified = pin_certified(found.private_key.public_key()).public_key

    assert certified == pin(found.public_jwk()).public_key
    assert certified != pin(another.public_jwk()).public_key


def test_a_certified_key_on_another_curve_fits_no_algorithm() -> None:
    with pytest.raises(UnfitKeyError, match="kty and crv"):
        pin_certified(ec.generate_private_key(ec.SECP521R1()).public_key())
