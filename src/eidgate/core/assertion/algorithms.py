"""The signature algorithms that an issuer may be allowed, and no others: neither `none` nor any HMAC.

Each calls the library that checks it fastest, and directly: ECDSA AWS-LC, Ed25519 libsodium, RSA OpenSSL (ADR
0110). PyJWT's algorithm objects take a tenth more CPU around the same calls, and `jwt.decode` reads the wall
clock and picks keys itself. One more algorithm is one more line of `ALGORITHMS`.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from eidgate.core.assertion.ecdsa_key import EcdsaKey

PublicKey = EcdsaKey | VerifyKey | rsa.RSAPublicKey

P256_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Order of the group (SEC 2 §2.4.2): r and s lie strictly between 0 and this."""

P384_ORDER: Final = (
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973
)
"""Order of the group (SEC 2 §2.5.1)."""

ED25519_SIGNATURE_BYTES: Final = 64
"""RFC 8032 §5.1.6."""

_MAX_DER: Final = 0x7F
"""Bytes whose number the short form of a DER length tells (X.690 §8.1.3.4): enough for two numbers of 60."""

_SEQUENCES: Final = tuple(bytes((0x30, length)) for length in range(_MAX_DER + 1))
_INTEGERS: Final = tuple(bytes((0x02, length)) for length in range(_MAX_DER + 1))
_SIGNED: Final = tuple(bytes((0x02, length + 1, 0)) for length in range(_MAX_DER))
"""What stands before so many bytes: of a sequence, of an integer, of an integer whose first bit is set."""

_LAST_WITHOUT_SIGN: Final = 0x7F

Verifier = Callable[[bytes, bytes, Any], bool]
"""Whether a signature is of this input by this key, which must be of the algorithm's kind (`keys.pin`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureAlgorithm:
    """One `alg` value: which keys it takes, and how a signature is checked."""

    name: str
    key_type: str
    """`kty` of the JWK."""
    curve: str
    """`crv` of the JWK; empty for RSA."""
    verifies: Verifier


def _ecdsa(name: str, curve: str, order: int, hashed: Callable[[bytes], Any]) -> SignatureAlgorithm:
    """Take r || s of fixed width (RFC 7518 §3.4), neither 0 nor beyond the order (FIPS 186-5 §6.4.2).

    Texts of one width are in the order of the numbers that they spell, so they are compared as they are.
    """
    width = (order.bit_length() + 7) // 8
    nothing, beyond = bytes(width), order.to_bytes(width)

    def verifies(signature: bytes, signing_input: bytes, key: EcdsaKey) -> bool:
        r, s = signature[:width], signature[width:]
        if len(s) != width or not (nothing < r < beyond and nothing < s < beyond):
            return False
        return key.verifies(hashed(signing_input).digest(), der_signature(r, s))

    return SignatureAlgorithm(name=name, key_type="EC", curve=curve, verifies=verifies)


def der_signature(r: bytes, s: bytes) -> bytes:
    """Spell r and s as the DER that AWS-LC takes (RFC 3279 §2.2.3).

    As `encode_dss_signature` does for numbers, at half its cost; neither may be 0 or longer than 60 bytes.
    """
    numbers = _der_integer(r) + _der_integer(s)
    return _SEQUENCES[len(numbers)] + numbers


def _der_integer(octets: bytes) -> bytes:
    """As short as can be, with a zero before a first bit that would be a sign (X.690 §8.3)."""
    shortest = octets.lstrip(b"\0")
    heads = _SIGNED if shortest[0] > _LAST_WITHOUT_SIGN else _INTEGERS
    return heads[len(shortest)] + shortest


def _eddsa(name: str) -> SignatureAlgorithm:
    """RFC 8037 §3.1; libsodium refuses S beyond the order (RFC 8032 §5.1.7), and R of small order."""

    def verifies(signature: bytes, signing_input: bytes, key: VerifyKey) -> bool:
        if len(signature) != ED25519_SIGNATURE_BYTES:
            return False
        try:
            key.verify(signing_input, signature)
        except BadSignatureError:
            return False
        return True

    return SignatureAlgorithm(name=name, key_type="OKP", curve="Ed25519", verifies=verifies)


def _rsa(name: str, scheme: padding.AsymmetricPadding, digest: hashes.HashAlgorithm) -> SignatureAlgorithm:
    """As long as the modulus (RFC 8017 §8.1.2 and §8.2.2, step 1)."""

    def verifies(signature: bytes, signing_input: bytes, key: rsa.RSAPublicKey) -> bool:
        if len(signature) != (key.key_size + 7) // 8:
            return False
        try:
            key.verify(signature, signing_input, scheme, digest)
        except InvalidSignature:
            return False
        return True

    return SignatureAlgorithm(name=name, key_type="RSA", curve="", verifies=verifies)


_SHA256: Final = hashes.SHA256()

_PSS: Final = padding.PSS(mgf=padding.MGF1(_SHA256), salt_length=_SHA256.digest_size)
"""Salt as long as the hash (RFC 7518 §3.5)."""

ALGORITHMS: Final[Mapping[str, SignatureAlgorithm]] = MappingProxyType(
    {
        algorithm.name: algorithm
        for algorithm in (
            _ecdsa("ES256", "P-256", P256_ORDER, hashlib.sha256),
            _ecdsa("ES384", "P-384", P384_ORDER, hashlib.sha384),
            _eddsa("EdDSA"),  # RFC 8037 §3.1
            _eddsa("Ed25519"),  # the fully specified name, RFC 9864 §2.2
            _rsa("PS256", _PSS, _SHA256),
            _rsa("RS256", padding.PKCS1v15(), _SHA256),
        )
    }
)
"""Every `alg` that a configuration may name (RFC 7518 §3.1, RFC 8037, RFC 9864)."""
