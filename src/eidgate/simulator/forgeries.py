"""Named forgeries: what an attacker or a broken issuer sends, each with the reason that it must get.

A registry, so that tests and the demonstration run the same ones; one more forgery is one more entry.
Each starts from a sound assertion, of which `Scene` holds everything.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from eidgate.core.assertion import base64url
from eidgate.core.assertion.algorithms import P256_ORDER
from eidgate.core.assertion.transaction_data import hash_of
from eidgate.core.reasons import Reason
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider
from eidgate.simulator.signing import signing_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a forger starts from: a provider that signs with ES256, and a relying party's request."""

    identity_provider: IdentityProvider
    citizen: Citizen
    request: AuthenticationRequest

    @property
    def header(self) -> dict[str, Any]:
        """The header of a sound assertion."""
        return self.identity_provider.header()

    @property
    def claims(self) -> dict[str, Any]:
        """The claims of a sound assertion."""
        return self.identity_provider.claims(self.citizen, self.request)

    @property
    def sound(self) -> str:
        """The sound assertion."""
        return self.identity_provider.issue(self.citizen, self.request)

    def with_header(self, **changes: object) -> str:
        """Sign a sound claims set under a changed header."""
        return self.identity_provider.key.compact(self.header | changes, self.claims)

    def with_claims(self, **changes: object) -> str:
        """Sign a changed claims set."""
        return self.identity_provider.key.compact(self.header, self.claims | changes)

    def without_claim(self, name: str) -> str:
        """Sign a claims set that lacks one."""
        return self.identity_provider.key.compact(
            self.header, {key: value for key, value in self.claims.items() if key != name}
        )

    def with_payload(self, payload: bytes) -> str:
        """Sign any bytes."""
        return self.identity_provider.key.compact(self.header, payload)

    def with_signature(self, change: Callable[[bytes], bytes]) -> str:
        """Replace the signature of a sound assertion by a function of it."""
        signing_input, _, signature = self.sound.rpartition(".")
        return f"{signing_input}.{base64url.encode(change(base64url.decode(signature.encode())))}"

    @property
    def payload(self) -> bytes:
        """The claims as JSON, to be spoilt."""
        return json.dumps(self.claims).encode()

    @property
    def issued_at(self) -> int:
        """`iat` of a sound assertion."""
        return int(self.request.at.timestamp())


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgery:
    """One forgery."""

    name: str
    reason: Reason
    forge: Callable[[Scene], str]


def _alg_none(scene: Scene) -> str:
    signing_input = scene.with_header(alg="none").rpartition(".")[0]
    return f"{signing_input}."


def _hmac_with_public_key(scene: Scene) -> str:
    """The classic confusion: the public key's PEM as an HMAC secret (RFC 8725 §2.1)."""
    pem = scene.identity_provider.key.private_key.public_key().public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    signing_input = scene.with_header(alg="HS256").rpartition(".")[0]
    tag = hmac.digest(pem, signing_input.encode(), "sha256")
    return f"{signing_input}.{base64url.encode(tag)}"


def _swapped_payload(scene: Scene) -> str:
    header, _, signature = scene.sound.split(".")
    payload = json.dumps(scene.claims | {"sub": "somebody-else"}).encode()
    return f"{header}.{base64url.encode(payload)}.{signature}"


def _another_key(scene: Scene) -> str:
    """The right key id over a stranger's signature."""
    return signing_key("ES256", "a stranger").compact(scene.header, scene.claims)


def _embedded_jwk(scene: Scene) -> str:
    """The stranger brings their key along (CVE-2018-0114)."""
    stranger = signing_key("ES256", "a stranger")
    return stranger.compact(scene.header | {"jwk": stranger.public_jwk()}, scene.claims)


def _flipped_bit(scene: Scene) -> str:
    return scene.with_signature(lambda signature: bytes((signature[0] ^ 1,)) + signature[1:])


def _der_signature(signature: bytes) -> bytes:
    return encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))


def _padded(scene: Scene) -> str:
    signing_input, _, signature = scene.sound.rpartition(".")
    return f"{signing_input}.{signature}=="


def _spaced(scene: Scene) -> str:
    header, payload, signature = scene.sound.split(".")
    return f"{header}.{payload[:20]}\n{payload[20:]}.{signature}"


def _standard_alphabet(scene: Scene) -> str:
    header, payload, _ = scene.sound.split(".")
    return f"{header}.{payload}.{'/' * 86}"


def _stray_bits(scene: Scene) -> str:
    """Another spelling of the same 64 signature bytes: the last character's unused bits are set."""
    assertion = scene.sound
    return assertion[:-1] + {"A": "B", "Q": "R", "g": "h", "w": "x"}[assertion[-1]]


def _duplicate_claim(scene: Scene) -> str:
    return scene.with_payload(b'{"sub":"somebody-else",' + scene.payload[1:])


def _deep_json(scene: Scene) -> str:
    return scene.with_payload(b'{"x":' + b"[" * 3_000 + b"]" * 3_000 + b"}")


def _changed_amount(scene: Scene) -> str:
    """The holder signed another transaction than the one asked for."""
    return scene.with_claims(transaction_data_hashes=[hash_of("another transaction")])


def _extra_transaction(scene: Scene) -> str:
    asked = [hash_of(text) for text in scene.request.transaction_data]
    return scene.with_claims(transaction_data_hashes=[*asked, hash_of("another transaction")])


def _shifted(scene: Scene, **seconds: int) -> str:
    return scene.with_claims(**{name: scene.issued_at + offset for name, offset in seconds.items()})


def _header(reason: Reason, **changes: object) -> tuple[Reason, Callable[[Scene], str]]:
    return reason, lambda scene: scene.with_header(**changes)


def _claims(reason: Reason, **changes: object) -> tuple[Reason, Callable[[Scene], str]]:
    return reason, lambda scene: scene.with_claims(**changes)


def _signature(change: Callable[[bytes], bytes]) -> tuple[Reason, Callable[[Scene], str]]:
    return Reason.SIGNATURE_INVALID, lambda scene: scene.with_signature(change)


_DAY: Final = int(timedelta(days=1).total_seconds())
_ZERO: Final = bytes(32)
_ORDER: Final = P256_ORDER.to_bytes(32)

_TABLE: Final[Mapping[str, tuple[Reason, Callable[[Scene], str]]]] = {
    # 0 budget
    "empty": (Reason.ASSERTION_MISSING, lambda _: ""),
    "oversized": (Reason.ASSERTION_TOO_LARGE, lambda scene: scene.with_claims(x="x" * 20_000)),
    "deep JSON": (Reason.ASSERTION_TOO_LARGE, _deep_json),
    "many members": (
        Reason.ASSERTION_TOO_LARGE,
        lambda scene: scene.with_claims(x=dict.fromkeys(map(str, range(600)), 0)),
    ),
    # 1 strict decoding
    "padding": (Reason.ASSERTION_MALFORMED, _padded),
    "whitespace": (Reason.ASSERTION_MALFORMED, _spaced),
    "standard base64 alphabet": (Reason.ASSERTION_MALFORMED, _standard_alphabet),
    "stray bits": (Reason.ASSERTION_MALFORMED, _stray_bits),
    "two segments": (Reason.ASSERTION_MALFORMED, lambda scene: scene.sound.rpartition(".")[0]),
    "four segments": (Reason.ASSERTION_MALFORMED, lambda scene: f"{scene.sound}."),
    "duplicate claim": (Reason.ASSERTION_MALFORMED, _duplicate_claim),
    "byte order mark": (
        Reason.ASSERTION_MALFORMED,
        lambda scene: scene.with_payload(b"\xef\xbb\xbf" + scene.payload),
    ),
    "UTF-16": (
        Reason.ASSERTION_MALFORMED,
        lambda scene: scene.with_payload(scene.payload.decode().encode("utf-16")),
    ),
    "lone surrogate": (
        Reason.ASSERTION_MALFORMED,
        lambda scene: scene.with_payload(b'{"x":"\\ud800",' + scene.payload[1:]),
    ),
    "NaN": (Reason.ASSERTION_MALFORMED, lambda scene: scene.with_payload(b'{"x":NaN,' + scene.payload[1:])),
    "huge number": (
        Reason.ASSERTION_MALFORMED,
        lambda scene: scene.with_payload(b'{"x":' + b"9" * 5_000 + b"," + scene.payload[1:]),
    ),
    "list of claims": (
        Reason.ASSERTION_MALFORMED,
        lambda scene: scene.with_payload(b"[" + scene.payload + b"]"),
    ),
    "disclosures": (Reason.FORMAT_NOT_ACCEPTED, lambda scene: f"{scene.sound}~"),
    # 2 header
    "alg none": (Reason.ALG_NOT_ALLOWED, _alg_none),
    "alg None in capitals": _header(Reason.ALG_NOT_ALLOWED, alg="NONE"),
    "HMAC with the public key": (Reason.ALG_NOT_ALLOWED, _hmac_with_public_key),
    "algorithm not on the list": _header(Reason.ALG_NOT_ALLOWED, alg="RS256"),
    "embedded jwk": (Reason.HEADER_NOT_ALLOWED, _embedded_jwk),
    "jku": _header(Reason.HEADER_NOT_ALLOWED, jku="https://stranger.example/jwks"),
    "x5u": _header(Reason.HEADER_NOT_ALLOWED, x5u="https://stranger.example/cert"),
    "unknown crit": _header(Reason.HEADER_NOT_ALLOWED, crit=["exp"], exp=1),
    "b64 false": _header(Reason.HEADER_NOT_ALLOWED, b64=False),
    "compressed": _header(Reason.HEADER_NOT_ALLOWED, zip="DEF"),
    "cty is null": _header(Reason.ASSERTION_MALFORMED, cty=None),
    "wrong typ": _header(Reason.TYPE_NOT_ACCEPTED, typ="at+jwt"),
    # 3 issuer and 5 signature
    "unknown issuer": _claims(Reason.ISSUER_NOT_TRUSTED, iss="https://stranger.example"),
    "unknown kid": _header(Reason.ISSUER_KEY_UNKNOWN, kid="../../dev/null"),
    "another key": (Reason.SIGNATURE_INVALID, _another_key),
    "swapped payload": (Reason.SIGNATURE_INVALID, _swapped_payload),
    "flipped bit": (Reason.SIGNATURE_INVALID, _flipped_bit),
    "no signature": _signature(lambda _: b""),
    "r = 0": _signature(lambda signature: _ZERO + signature[32:]),
    "s = 0": _signature(lambda signature: signature[:32] + _ZERO),
    "r = s = 0": _signature(lambda _: _ZERO + _ZERO),
    "s = order": _signature(lambda signature: signature[:32] + _ORDER),
    "DER signature": _signature(_der_signature),
    "truncated signature": _signature(lambda signature: signature[:-1]),
    "lengthened signature": _signature(lambda signature: signature + b"\0"),
    # 6 claims
    "missing jti": (Reason.CLAIM_MISSING, lambda scene: scene.without_claim("jti")),
    "missing exp": (Reason.CLAIM_MISSING, lambda scene: scene.without_claim("exp")),
    "string exp": _claims(Reason.CLAIM_MALFORMED, exp="4102444800"),
    "exp in the year 10000": _claims(Reason.CLAIM_MALFORMED, exp=253_402_300_800),
    "float iat": (
        Reason.CLAIM_MALFORMED,
        lambda scene: scene.with_claims(iat=float(scene.issued_at) + 0.5),
    ),
    "boolean iat": _claims(Reason.CLAIM_MALFORMED, iat=True),
    "NUL in sub": _claims(Reason.CLAIM_MALFORMED, sub="an\0"),
    "another audience": _claims(Reason.AUDIENCE_MISMATCH, aud="https://another.example"),
    "extra audience": (
        Reason.AUDIENCE_MISMATCH,
        lambda scene: scene.with_claims(aud=[scene.request.audience, "https://another.example"]),
    ),
    "expired": (Reason.ASSERTION_EXPIRED, lambda scene: _shifted(scene, iat=-_DAY, exp=300 - _DAY)),
    "not yet valid": (
        Reason.ASSERTION_NOT_YET_VALID,
        lambda scene: _shifted(scene, iat=_DAY, exp=_DAY + 300),
    ),
    "nbf tomorrow": (Reason.ASSERTION_NOT_YET_VALID, lambda scene: _shifted(scene, nbf=_DAY)),
    "too long lifetime": (Reason.LIFETIME_TOO_LONG, lambda scene: _shifted(scene, exp=_DAY)),
    # 9 challenge, 10 transaction
    "no nonce": (Reason.NONCE_MISSING, lambda scene: scene.without_claim("nonce")),
    "another nonce": _claims(Reason.NONCE_UNKNOWN, nonce="of-the-strangers-own-making"),
    "changed amount": (Reason.TRANSACTION_MISMATCH, _changed_amount),
    "extra transaction": (Reason.TRANSACTION_EXTRA, _extra_transaction),
    # 11 assurance, 12 identity
    "authenticated tomorrow": (
        Reason.ASSERTION_NOT_YET_VALID,
        lambda scene: _shifted(scene, auth_time=_DAY),
    ),
    "another's birth date": _claims(Reason.PERSONAL_NUMBER_INCONSISTENT, birth_date="1955-01-01"),
    "another's sex": _claims(Reason.PERSONAL_NUMBER_INCONSISTENT, sex="male", personal_number="001190123456"),
    "short personal number": _claims(Reason.PERSONAL_NUMBER_INCONSISTENT, personal_number="00119012345"),
    "expired document": _claims(Reason.DOCUMENT_EXPIRED, document_expires_on="2020-01-01"),
}

FORGERIES: Final = tuple(
    Forgery(name=name, reason=reason, forge=forge) for name, (reason, forge) in _TABLE.items()
)
"""Every forgery, for an issuer that allows ES256 alone; each asks for one transaction and one nonce."""
