"""The signature algorithms that an issuer may be allowed, and no others: neither `none` nor any HMAC.

PyJWT's algorithm objects do the conversion and call `cryptography`; `jwt.decode` is never used, because it
reads the wall clock and picks keys itself. One more algorithm is one more line of `ALGORITHMS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import Algorithm, ECAlgorithm, OKPAlgorithm, RSAAlgorithm, RSAPSSAlgorithm

PublicKey = ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey | rsa.RSAPublicKey

P256_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Order of the group (SEC 2 §2.4.2): r and s lie strictly between 0 and this."""

P384_ORDER: Final = (
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973
)
"""Order of the group (SEC 2 §2.5.1)."""

ED25519_SIGNATURE_BYTES: Final = 64
"""RFC 8032 §5.1.6."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureAlgorithm:
    """One `alg` value: which keys it takes, and how a signature is shaped and checked."""

    name: str
    key_type: str
    """`kty` of the JWK."""
    curve: str
    """`crv` of the JWK; empty for RSA."""
    well_formed: Callable[[bytes, Any], bool]
    """Whether a signature could be one at all, from its bytes and the key."""
    primitive: Algorithm

    def verifies(self, signature: bytes, signing_input: bytes, key: PublicKey) -> bool:
        """Tell whether the signature is of this input by this key."""
        return self.well_formed(signature, key) and self.primitive.verify(signing_input, key, signature)


def _r_and_s_below(order: int, width: int) -> Callable[[bytes, object], bool]:
    """Refuse r or s of 0 or not below the group's order (FIPS 186-5 §6.4.2), and any length but r || s."""

    def well_formed(signature: bytes, _key: object) -> bool:
        if len(signature) != 2 * width:
            return False
        r = int.from_bytes(signature[:width])
        s = int.from_bytes(signature[width:])
        return 0 < r < order and 0 < s < order

    return well_formed


def _is_64_bytes(signature: bytes, _key: object) -> bool:
    return len(signature) == ED25519_SIGNATURE_BYTES


def _is_as_long_as_the_modulus(signature: bytes, key: rsa.RSAPublicKey) -> bool:
    """RFC 8017 §8.1.2 and §8.2.2, step 1."""
    return len(signature) * 8 == (key.key_size + 7) // 8 * 8


def _ecdsa(name: str, curve: str, primitive: Algorithm, order: int) -> SignatureAlgorithm:
    width = (order.bit_length() + 7) // 8
    return SignatureAlgorithm(
        name=name, key_type="EC", curve=curve, well_formed=_r_and_s_below(order, width), primitive=primitive
    )


def _eddsa(name: str) -> SignatureAlgorithm:
    return SignatureAlgorithm(
        name=name, key_type="OKP", curve="Ed25519", well_formed=_is_64_bytes, primitive=OKPAlgorithm()
    )


def _rsa(name: str, primitive: Algorithm) -> SignatureAlgorithm:
    return SignatureAlgorithm(
        name=name, key_type="RSA", curve="", well_formed=_is_as_long_as_the_modulus, primitive=primitive
    )


ALGORITHMS: Final[Mapping[str, SignatureAlgorithm]] = MappingProxyType(
    {
        algorithm.name: algorithm
        for algorithm in (
            _ecdsa("ES256", "P-256", ECAlgorithm(ECAlgorithm.SHA256, ec.SECP256R1), P256_ORDER),
            _ecdsa("ES384", "P-384", ECAlgorithm(ECAlgorithm.SHA384, ec.SECP384R1), P384_ORDER),
            _eddsa("EdDSA"),  # RFC 8037 §3.1
            _eddsa("Ed25519"),  # the fully specified name, RFC 9864 §2.2
            _rsa("PS256", RSAPSSAlgorithm(RSAPSSAlgorithm.SHA256)),
            _rsa("RS256", RSAAlgorithm(RSAAlgorithm.SHA256)),
        )
    }
)
"""Every `alg` that a configuration may name (RFC 7518 §3.1, RFC 8037, RFC 9864)."""
