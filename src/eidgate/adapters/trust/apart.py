"""Whether two issuers' certificates can be told apart: else one of them could speak as the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from eidgate.core.assertion.certificates import is_issued_by
from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.purpose import CertificateRules
from eidgate.core.assertion.trust import IssuerTrust
from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import IssuerId


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hierarchy:
    """An issuer's anchors, read once: each is held against every other issuer's."""

    rules: CertificateRules
    certificates: tuple[x509.Certificate, ...]
    keys: frozenset[bytes]
    names: frozenset[x509.Name]
    certified_by: frozenset[x509.Name]

    @classmethod
    def of(cls, anchors: TrustAnchors) -> Self:
        return cls(
            rules=anchors.rules,
            certificates=anchors.certificates,
            keys=frozenset(_key(one) for one in anchors.certificates),
            names=frozenset(one.subject for one in anchors.certificates),
            certified_by=frozenset(one.issuer for one in anchors.certificates),
        )


def _key(certificate: x509.Certificate) -> bytes:
    return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def check_apart(issuers: Mapping[IssuerId, IssuerTrust]) -> None:
    """Refuse issuers under one anchor of which one could speak as the other.

    A leaf that is the one's is the other's as well when neither its name nor its purpose is asked for.

    Raises:
        ConfigurationError: naming both.
    """
    anchored = {
        name: _Hierarchy.of(trust.anchors) for name, trust in issuers.items() if trust.anchors is not None
    }
    for name, own in anchored.items():
        if own.rules.names:
            continue
        for other, hierarchy in anchored.items():
            if other != name and _is_mistaken_for(hierarchy, own):
                raise ConfigurationError(
                    f"issuer {other} could speak as {name}, under the same anchor: name the san of {name}"
                )


def _is_mistaken_for(other: _Hierarchy, own: _Hierarchy) -> bool:
    purposes = own.rules.extended_key_usage, other.rules.extended_key_usage
    if all(purposes) and purposes[0].isdisjoint(purposes[1]):
        return False
    return not other.keys.isdisjoint(own.keys) or _stands_below(other, own)


def _stands_below(other: _Hierarchy, own: _Hierarchy) -> bool:
    """Whether one of the own anchors certified one of the other, so that its leaves lead there as well."""
    if own.rules.maximum_intermediates == 0 or other.certified_by.isdisjoint(own.names):
        return False
    return any(is_issued_by(theirs, ours) for theirs in other.certificates for ours in own.certificates)
