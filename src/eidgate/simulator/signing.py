"""Signing keys from a seed, and compact JWS of any header and payload, sound or not."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import Algorithm, ECAlgorithm, OKPAlgorithm, RSAAlgorithm, RSAPSSAlgorithm

from eidgate.core.assertion import base64url
from eidgate.core.assertion.algorithms import P256_ORDER, P384_ORDER

_RSA_BITS: Final = 2_048
_EXPONENT: Final = 65_537

_SIGNERS: Final[Mapping[str, Algorithm]] = {
    "ES256": ECAlgorithm(ECAlgorithm.SHA256),
    "ES384": ECAlgorithm(ECAlgorithm.SHA384),
    "EdDSA": OKPAlgorithm(),
    "Ed25519": OKPAlgorithm(),
    "PS256": RSAPSSAlgorithm(RSAPSSAlgorithm.SHA256),
    "RS256": RSAAlgorithm(RSAAlgorithm.SHA256),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A private key of the simulated world; its public half leaves as a JWK."""

    key_id: str
    algorithm: str
    private_key: Any

    def public_jwk(self) -> dict[str, Any]:
        """Return the JWK to publish (RFC 7517)."""
        signer: Any = _SIGNERS[self.algorithm]
        jwk: dict[str, Any] = signer.to_jwk(self.private_key.public_key(), as_dict=True)
        jwk.pop("key_ops", None)
        return jwk | {"kid": self.key_id, "alg": self.algorithm, "use": "sig"}

    def sign(self, signing_input: bytes) -> bytes:
        """Return the JWS signature of the input."""
        return _SIGNERS[self.algorithm].sign(signing_input, self.private_key)

    def compact(self, header: Mapping[str, object] | bytes, payload: Mapping[str, object] | bytes) -> str:
        """Return the compact JWS; bytes go in as they are, so that a forgery can say anything."""
        signing_input = f"{_segment(header)}.{_segment(payload)}"
        return f"{signing_input}.{base64url.encode(self.sign(signing_input.encode()))}"


def signing_key(algorithm: str, seed: str) -> SigningKey:
    """Return the key of this seed; equal seeds give equal keys, but for RSA only within one process."""
    key_id = hashlib.sha256(f"kid {algorithm} {seed}".encode()).hexdigest()[:16]
    return SigningKey(key_id=key_id, algorithm=algorithm, private_key=_private_key(algorithm, seed))


@cache
def _private_key(algorithm: str, seed: str) -> Any:
    number = hashlib.sha512(f"key {algorithm} {seed}".encode()).digest()
    match algorithm:
        case "ES256":
            return ec.derive_private_key(int.from_bytes(number) % (P256_ORDER - 1) + 1, ec.SECP256R1())
        case "ES384":
            return ec.derive_private_key(int.from_bytes(number) % (P384_ORDER - 1) + 1, ec.SECP384R1())
        case "EdDSA" | "Ed25519":
            return ed25519.Ed25519PrivateKey.from_private_bytes(number[:32])
        case _:
            return rsa.generate_private_key(_EXPONENT, _RSA_BITS)


def _segment(part: Mapping[str, object] | bytes) -> str:
    content = part if isinstance(part, bytes) else json.dumps(part, ensure_ascii=False).encode()
    return base64url.encode(content)
