"""Named forgeries with certificates: what a stranger or a careless authority sends, each with its reason.

Each starts from a sound assertion of `CertifiedIdentityProvider`; one more forgery is one more entry.
"""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa

from eidgate.core.assertion.certificate_text import thumbprint
from eidgate.core.reasons import Reason
from eidgate.core.shape import replace
from eidgate.core.terms import Instant
from eidgate.simulator.authority import Certified, Terms, root
from eidgate.simulator.certified_provider import CertifiedIdentityProvider, x5c
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.identity_provider import AuthenticationRequest
from eidgate.simulator.signing import SigningKey

_HOUR: Final = timedelta(hours=1)
_SERVER_AUTH: Final = "1.3.6.1.5.5.7.3.1"
_ANY_PURPOSE: Final = "2.5.29.37.0"
_EXPONENT: Final = 65_537
_SHA256_WITH_RSA: Final = bytes.fromhex("2a864886f70d01010b")
_SHA1_WITH_RSA: Final = bytes.fromhex("2a864886f70d010105")
"""Object identifiers of the same length, in DER (RFC 8017 appendix C)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainScene:
    """What a forger starts from: a provider that signs with ES256, and a relying party's request."""

    provider: CertifiedIdentityProvider
    citizen: Citizen
    request: AuthenticationRequest

    @property
    def at(self) -> Instant:
        """When it happens."""
        return self.request.at

    @property
    def chain(self) -> list[str]:
        """The sound header's certificates."""
        return x5c(self.provider.leaf.chain)

    def with_x5c(self, value: Any, key: SigningKey | None = None) -> str:
        """Sign sound claims under another chain, perhaps with another key."""
        header = self.provider.header() | {"x5c": value}
        claims = self.provider.claims(self.citizen, self.request)
        return (key or self.provider.key).compact(header, claims)

    def with_leaf(self, terms: Terms) -> str:
        """Let the true intermediate certify the true key, in other terms."""
        return self.with_chain(self.provider.certify(at=self.at, terms=terms))

    def with_chain(self, leaf: Certified) -> str:
        """Show the chain of a leaf that certifies the true key."""
        return self.with_x5c(x5c(leaf.chain))

    def under(self, authority: Certified) -> str:
        """Let an authority certify the true key in the true terms."""
        key = self.provider.key.private_key
        return self.with_chain(
            authority.certify(self.provider.issuer[:64], key, at=self.at, terms=self.provider.terms)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainForgery:
    """One forgery."""

    name: str
    reason: Reason
    forge: Callable[[ChainScene], str]


def _leaf(reason: Reason, **changes: Any) -> tuple[Reason, Callable[[ChainScene], str]]:
    return reason, lambda scene: scene.with_leaf(replace(scene.provider.terms, **changes))


def _header(change: Callable[[list[str]], Any], reason: Reason) -> tuple[Reason, Callable[[ChainScene], str]]:
    return reason, lambda scene: scene.with_x5c(change(scene.chain))


def _other_root(scene: ChainScene) -> str:
    """Everything alike but the keys: the names of the true hierarchy over a stranger's."""
    stranger = CertifiedIdentityProvider(at=scene.at)
    return scene.under(stranger.intermediate)


def _self_signed(scene: ChainScene) -> str:
    """The leaf vouches for itself."""
    lone = root("self-made", at=scene.at)
    key = SigningKey(key_id="", algorithm="ES256", private_key=lone.key)
    return scene.with_x5c(x5c([lone]), key)


def _path_too_long(scene: ChainScene) -> str:
    """The intermediate may certify leaves only (path length 0), and certifies an authority."""
    return scene.under(scene.provider.intermediate.authority("one too many", at=scene.at))


def _too_deep(scene: ChainScene) -> str:
    """Three intermediates, each allowed by the one above."""
    authority = scene.provider.root
    for level in range(3):
        authority = authority.authority(f"level {level}", at=scene.at)
    return scene.under(authority)


def _leaf_certifies(scene: ChainScene) -> str:
    """The true leaf plays the authority of another leaf."""
    return scene.under(scene.provider.leaf)


def _expired_intermediate(scene: ChainScene) -> str:
    terms = Terms(authority=True, until=-_HOUR)
    return scene.under(scene.provider.root.authority("yesterday's", at=scene.at, terms=terms))


def _constrained(scene: ChainScene) -> str:
    """An authority for one host certifies the identity provider's URI and no host at all."""
    terms = Terms(authority=True, permitted="shop.example")
    authority = scene.provider.root.authority("for one host", at=scene.at, terms=terms)
    leaf = replace(scene.provider.terms, names=("idp.example",))
    key = scene.provider.key.private_key
    return scene.with_chain(authority.certify("a host", key, at=scene.at, terms=leaf))


def _certifying(make: Callable[[], Any]) -> Callable[[ChainScene], str]:
    """The true intermediate certifies a key that nobody should rest on; who signs does not matter."""

    def forge(scene: ChainScene) -> str:
        leaf = scene.provider.intermediate.certify("weak", make(), at=scene.at, terms=scene.provider.terms)
        return scene.with_chain(leaf)

    return forge


def _sha1(scene: ChainScene) -> str:
    """A true leaf under an RSA authority, signed again over SHA-1, which no library does any more."""
    terms, key = Terms(authority=True), rsa.generate_private_key(_EXPONENT, 2_048)
    authority = scene.provider.root.certify("an RSA authority", key, at=scene.at, terms=terms)
    leaf = authority.certify("old", scene.provider.key.private_key, at=scene.at, terms=scene.provider.terms)
    body = leaf.certificate.tbs_certificate_bytes.replace(_SHA256_WITH_RSA, _SHA1_WITH_RSA)
    signature = key.sign(body, padding.PKCS1v15(), hashes.SHA1())  # noqa: S303 - the forgery itself
    end = leaf.der.replace(_SHA256_WITH_RSA, _SHA1_WITH_RSA)[4 + len(body) : -len(signature)]
    der = leaf.der[:4] + body + end + signature
    return scene.with_x5c([b64encode(der).decode(), *x5c(authority.chain)])


def _another_leaf(scene: ChainScene) -> str:
    """A sound chain over another key than the one that signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    terms = scene.provider.terms
    return scene.with_chain(scene.provider.intermediate.certify("another", key, at=scene.at, terms=terms))


def _another_thumbprint(scene: ChainScene) -> str:
    """A sound chain, and beside it the name of the certificate above the leaf."""
    named = thumbprint(scene.provider.intermediate.der)
    claims = scene.provider.claims(scene.citizen, scene.request)
    return scene.provider.key.compact(scene.provider.header() | {"x5t#S256": named}, claims)


_MALFORMED: Final = Reason.CERTIFICATE_MALFORMED

_TABLE: Final[dict[str, tuple[Reason, Callable[[ChainScene], str]]]] = {
    # the header's form
    "x5c is a string": _header(lambda chain: chain[0], _MALFORMED),
    "x5c is empty": _header(lambda _: [], _MALFORMED),
    "x5c holds a number": _header(lambda chain: [*chain, 1], _MALFORMED),
    "x5c in base64url": _header(
        lambda chain: [urlsafe_b64encode(b"\xff\xfe\xfd").decode(), *chain], _MALFORMED
    ),
    "x5c with whitespace": _header(
        lambda chain: [chain[0][:64] + "\n" + chain[0][64:], *chain[1:]], _MALFORMED
    ),
    "x5c without padding": _header(lambda _: [b64encode(b"0").decode().rstrip("=")], _MALFORMED),
    "stray bits in base64": _header(lambda _: ["MB=="], _MALFORMED),
    "no DER": _header(lambda _: [b64encode(b"\x30\x03abc").decode()], _MALFORMED),
    "trailing garbage": (
        _MALFORMED,
        lambda scene: scene.with_x5c([b64encode(scene.provider.leaf.der + b"\0").decode(), *scene.chain[1:]]),
    ),
    "PEM instead of DER": (
        _MALFORMED,
        lambda scene: scene.with_x5c([b64encode(scene.provider.leaf.pem.encode()).decode()]),
    ),
    "reordered chain": _header(lambda chain: chain[::-1], _MALFORMED),
    "duplicated certificate": _header(lambda chain: [*chain, chain[-1]], _MALFORMED),
    "huge chain": _header(lambda chain: [*chain, "A", "B", "C"], Reason.ASSERTION_TOO_LARGE),
    "huge certificate": _header(lambda chain: [*chain, "A" * 6_000], Reason.ASSERTION_TOO_LARGE),
    "x5t#S256 of another certificate": (Reason.HEADER_NOT_ALLOWED, _another_thumbprint),
    # strength
    "SHA-1": (Reason.CERTIFICATE_WEAK, _sha1),
    "RSA-1024": (Reason.CERTIFICATE_WEAK, _certifying(lambda: rsa.generate_private_key(_EXPONENT, 1_024))),  # noqa: S505 - the forgery itself
    "RSA with exponent 3": (Reason.CERTIFICATE_WEAK, _certifying(lambda: rsa.generate_private_key(3, 2_048))),
    "P-192": (Reason.CERTIFICATE_WEAK, _certifying(lambda: ec.generate_private_key(ec.SECP192R1()))),
    "DSA": (Reason.CERTIFICATE_WEAK, _certifying(lambda: dsa.generate_private_key(1_024))),  # noqa: S505 - the forgery itself
    # path
    "other root": (Reason.CERTIFICATE_NOT_TRUSTED, _other_root),
    "self-signed": (Reason.CERTIFICATE_NOT_TRUSTED, _self_signed),
    "missing intermediate": _header(lambda chain: chain[:1], Reason.CERTIFICATE_NOT_TRUSTED),
    "path too long": (Reason.CERTIFICATE_NOT_TRUSTED, _path_too_long),
    "too deep": (Reason.CERTIFICATE_NOT_TRUSTED, _too_deep),
    "leaf as CA": _leaf(Reason.CERTIFICATE_NOT_TRUSTED, authority=True),
    "leaf certifies another": (Reason.CERTIFICATE_NOT_TRUSTED, _leaf_certifies),
    "outside the name constraints": (Reason.CERTIFICATE_NOT_TRUSTED, _constrained),
    "expired leaf": _leaf(Reason.CERTIFICATE_EXPIRED, until=-_HOUR),
    "expired intermediate": (Reason.CERTIFICATE_EXPIRED, _expired_intermediate),
    "leaf of tomorrow": _leaf(Reason.CERTIFICATE_NOT_YET_VALID, since=_HOUR),
    # purpose and names
    "wrong EKU": _leaf(Reason.CERTIFICATE_PURPOSE_MISMATCH, extended_key_usage=(_SERVER_AUTH,)),
    "any EKU": _leaf(Reason.CERTIFICATE_PURPOSE_MISMATCH, extended_key_usage=(_ANY_PURPOSE,)),
    "no EKU": _leaf(Reason.CERTIFICATE_PURPOSE_MISMATCH, extended_key_usage=()),
    "SAN of another issuer": _leaf(Reason.CERTIFICATE_PURPOSE_MISMATCH, names=("https://another.example",)),
    "no SAN": _leaf(Reason.CERTIFICATE_PURPOSE_MISMATCH, names=()),
    "key agreement only": _leaf(Reason.CERTIFICATE_PURPOSE_MISMATCH, signs=False),
    # the leaf's key and the signature
    "P-521 leaf": (Reason.ISSUER_KEY_UNFIT, _certifying(lambda: ec.generate_private_key(ec.SECP521R1()))),
    "RSA leaf for ES256": (
        Reason.ISSUER_KEY_UNFIT,
        _certifying(lambda: rsa.generate_private_key(_EXPONENT, 2_048)),
    ),
    "another leaf's key": (Reason.SIGNATURE_INVALID, _another_leaf),
    "no x5c at all": (
        Reason.ISSUER_KEY_UNKNOWN,
        lambda scene: scene.provider.key.compact(
            {"alg": "ES256", "typ": "JWT", "kid": scene.provider.key.key_id},
            scene.provider.claims(scene.citizen, scene.request),
        ),
    ),
}

CHAIN_FORGERIES: Final = tuple(
    ChainForgery(name=name, reason=reason, forge=forge) for name, (reason, forge) in _TABLE.items()
)
"""Every forgery, for `CertifiedIdentityProvider` as configured; those with lists: `revocation_cases.py`."""
