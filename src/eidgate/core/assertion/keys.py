"""A JWK (RFC 7517) or a certified key → a key pinned to what it may verify, once (step 4's half).

A key set may hold keys that are not for us (encryption, other curves), so one unfit key does not spoil the
set: it stays known as unfit, with the cause, and whatever names it is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from eidgate.core.assertion import base64url
from eidgate.core.assertion.algorithms import ALGORITHMS, PublicKey
from eidgate.core.assertion.roca import has_roca_fingerprint

MIN_RSA_BITS: Final = 2_048
"""RFC 7518 §3.3 and §3.5."""

MAX_RSA_BITS: Final = 4_096
"""Verification time grows with the square; no identity provider we know of goes beyond."""

MIN_RSA_EXPONENT: Final = 65_537
"""FIPS 186-5 §5.4: odd and above 2^16."""

MAX_RSA_EXPONENT: Final = (1 << 64) - 1
"""Beyond it OpenSSL refuses keys of more than 3,072 bits, and takes 8 ms for one check of smaller ones: a
stranger's chain of four would cost 26. FIPS 186-5 allows 2^256; everybody uses 65,537."""

_ALGORITHMS_OF: Final = {
    (kind.key_type, kind.curve): frozenset(
        one.name for one in ALGORITHMS.values() if (one.key_type, one.curve) == (kind.key_type, kind.curve)
    )
    for kind in ALGORITHMS.values()
}
"""By `kty` and `crv`."""

_CURVES: Final[Mapping[str, ec.EllipticCurve]] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}

_UNCOMPRESSED: Final = b"\x04"
"""What stands before both coordinates of a point (SEC 1 §2.3.3)."""

_ED25519_KEY_BYTES: Final = 32
_ED25519_PRIME: Final = 2**255 - 19
_ED25519_ORDER_EIGHT_Y: Final = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
"""The y coordinate of a point of order 8; its negative is the other (RFC 7748 §6.1's small-order points)."""

_SMALL_ORDER_Y: Final = frozenset(
    {0, 1, _ED25519_PRIME - 1, _ED25519_ORDER_EIGHT_Y, _ED25519_PRIME - _ED25519_ORDER_EIGHT_Y}
)
"""y coordinates of all points whose order divides 8: under such a key anybody's signature can verify."""

_PRIVATE_MEMBERS: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
"""RFC 7518 §6.2.2, §6.3.2 and §6.4."""

_VERIFYING: Final = frozenset({"sign", "verify"})
"""Operations of a signature key; another beside them would be an unrelated use (RFC 7517 §4.3)."""


class UnfitKeyError(ValueError):
    """A JWK that must not verify an assertion; the message says why and repeats no key material."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedKey:
    """A public key and the algorithms that it, and its JWK's own `alg`, allow."""

    key_id: str | None
    algorithms: frozenset[str]
    public_key: PublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfitKey:
    """A key of the set that must not be used; it is remembered so that its name gets a clear answer."""

    key_id: str | None
    why: str


def pin(jwk: Mapping[str, object]) -> PinnedKey:
    """Return the key of a public JWK: on its curve, of full order, large enough, meant for signatures.

    Raises:
        UnfitKeyError: if it must not verify assertions.
    """
    if not _PRIVATE_MEMBERS.isdisjoint(jwk):
        raise UnfitKeyError("it holds private or symmetric key material: whoever reads the file could sign")
    key_id = jwk.get("kid")
    if key_id is not None and not isinstance(key_id, str):
        raise UnfitKeyError("kid is not a string")
    algorithms = _algorithms(jwk)
    _check_purpose(jwk)
    return PinnedKey(key_id=key_id, algorithms=algorithms, public_key=_public_key(jwk))


def pin_certified(key: object) -> PinnedKey:
    """Return the key of a certificate, held to what `pin` asks of a JWK's numbers.

    Raises:
        UnfitKeyError: if it must not verify assertions.
    """
    match key:
        case ec.EllipticCurvePublicKey():
            names = (name for name, curve in _CURVES.items() if curve.name == key.curve.name)
            return PinnedKey(key_id=None, algorithms=_fitting("EC", next(names, None)), public_key=key)
        case ed25519.Ed25519PublicKey():
            check_ed25519(key.public_bytes_raw())
            return PinnedKey(key_id=None, algorithms=_fitting("OKP", "Ed25519"), public_key=key)
        case rsa.RSAPublicKey():
            numbers = key.public_numbers()
            check_rsa(numbers.n, numbers.e)
            return PinnedKey(key_id=None, algorithms=_fitting("RSA", ""), public_key=key)
        case _:
            raise UnfitKeyError("its kind fits no algorithm that we verify")


def _fitting(key_type: object, curve: object) -> frozenset[str]:
    if isinstance(key_type, str) and isinstance(curve, str) and (key_type, curve) in _ALGORITHMS_OF:
        return _ALGORITHMS_OF[key_type, curve]
    raise UnfitKeyError("its kty and crv fit no algorithm that we verify")


def _algorithms(jwk: Mapping[str, object]) -> frozenset[str]:
    fitting = _fitting(jwk.get("kty"), jwk.get("crv", ""))
    own = jwk.get("alg")
    if own is None:
        return fitting
    if not isinstance(own, str) or own not in fitting:
        raise UnfitKeyError("its alg does not fit its kty and crv, or is none that we verify")
    return frozenset({own})


def _check_purpose(jwk: Mapping[str, object]) -> None:
    """RFC 7517 §4.2 and §4.3."""
    if jwk.get("use", "sig") != "sig":
        raise UnfitKeyError("its use is not sig")
    operations = jwk.get("key_ops", ["verify"])
    if not isinstance(operations, list) or "verify" not in operations:
        raise UnfitKeyError("its key_ops lack verify")
    if not all(isinstance(one, str) and one in _VERIFYING for one in operations):
        raise UnfitKeyError("its key_ops name more than signatures")


def _public_key(jwk: Mapping[str, object]) -> PublicKey:
    try:
        match jwk["kty"]:
            case "EC":
                return _ec_key(jwk)
            case "OKP":
                return _ed25519_key(jwk)
            case _:
                return _rsa_key(jwk)
    except UnfitKeyError:
        raise
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UnfitKeyError("its numbers are no valid public key") from error


def _ec_key(jwk: Mapping[str, object]) -> ec.EllipticCurvePublicKey:
    """`cryptography` refuses a point that is not on the curve."""
    curve = _CURVES[str(jwk["crv"])]
    width = (curve.key_size + 7) // 8
    x, y = (_octets(jwk, name) for name in ("x", "y"))
    if len(x) != width or len(y) != width:
        raise UnfitKeyError("its coordinates have the wrong length (RFC 7518 §6.2.1)")
    return ec.EllipticCurvePublicKey.from_encoded_point(curve, _UNCOMPRESSED + x + y)


def _ed25519_key(jwk: Mapping[str, object]) -> ed25519.Ed25519PublicKey:
    octets = _octets(jwk, "x")
    if len(octets) != _ED25519_KEY_BYTES:
        raise UnfitKeyError("its x is not 32 bytes (RFC 8037 §2)")
    check_ed25519(octets)
    return ed25519.Ed25519PublicKey.from_public_bytes(octets)


def check_ed25519(octets: bytes) -> None:
    """Refuse an encoding that is not canonical, and a point under which anybody's signature can verify.

    Raises:
        UnfitKeyError: RFC 8032 §5.1.3.
    """
    y = int.from_bytes(octets, "little") & ((1 << 255) - 1)
    if y >= _ED25519_PRIME or y in _SMALL_ORDER_Y:
        raise UnfitKeyError("its point is not canonical or of small order (RFC 8032 §5.1.3)")


def _rsa_key(jwk: Mapping[str, object]) -> rsa.RSAPublicKey:
    modulus, exponent = (int.from_bytes(_octets(jwk, name)) for name in ("n", "e"))
    check_rsa(modulus, exponent)
    return rsa.RSAPublicNumbers(exponent, modulus).public_key()


def check_rsa(modulus: int, exponent: int) -> None:
    """Refuse an RSA key that is too small, too large, or made so that it can be broken.

    Raises:
        UnfitKeyError: saying which.
    """
    if not MIN_RSA_BITS <= modulus.bit_length() <= MAX_RSA_BITS:
        raise UnfitKeyError(f"its modulus is not {MIN_RSA_BITS}-{MAX_RSA_BITS} bits")
    if not MIN_RSA_EXPONENT <= exponent <= MAX_RSA_EXPONENT or exponent % 2 == 0 or modulus % 2 == 0:
        raise UnfitKeyError(
            f"its exponent is not odd and {MIN_RSA_EXPONENT}-{MAX_RSA_EXPONENT}, or its modulus is even"
        )
    if has_roca_fingerprint(modulus):
        raise UnfitKeyError("its modulus can be factored (ROCA, CVE-2017-15361)")


def _octets(jwk: Mapping[str, object], name: str) -> bytes:
    value = jwk.get(name)
    if not isinstance(value, str):
        raise UnfitKeyError(f"its {name} is missing or not a string")
    try:
        return base64url.decode(value.encode("ascii"))
    except ValueError as error:
        raise UnfitKeyError(f"its {name} is not canonical base64url") from error
