"""What an issuer's leaf must be for, and whose it must be: extended key usage and alternative names.

Without such rules every certificate below the anchors speaks for the issuer, which is right only for anchors
that certify nobody else; `eidgate trust check` says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from eidgate.core.assertion.certificates import UNREADABLE
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.reasons import Reason

T = TypeVar("T", bound=x509.ExtensionType)

MAX_INTERMEDIATES: Final = 2
"""Between leaf and anchor; national eID hierarchies have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRules:
    """What the configuration asks of an issuer's certificates."""

    maximum_intermediates: int = MAX_INTERMEDIATES
    extended_key_usage: frozenset[str] = frozenset()
    """Dotted object identifiers, of which the leaf must have one; empty: not asked."""
    names: frozenset[str] = frozenset()
    """URIs and DNS names, of which the leaf's alternative names must hold one; empty: not asked."""


def check_purpose(path: Sequence[x509.Certificate], rules: CertificateRules) -> None:
    """Refuse a path (leaf first, anchor last) whose leaf is for something else or for somebody else.

    Raises:
        RejectionError: CERTIFICATE_PURPOSE_MISMATCH.
    """
    try:
        fault = _fault(path, rules)
    except UNREADABLE as error:
        raise RejectionError(Reason.CERTIFICATE_MALFORMED, "x5c: an extension cannot be read") from error
    if fault:
        raise RejectionError(Reason.CERTIFICATE_PURPOSE_MISMATCH, fault)


def _fault(path: Sequence[x509.Certificate], rules: CertificateRules) -> str:
    """Return the first fault of the path, or nothing."""
    leaf, authorities, below_anchor = path[0], path[1:], path[1:-1]
    usage, names = _value(leaf, x509.KeyUsage), _value(leaf, x509.SubjectAlternativeName)
    wanted, constrained = (
        rules.extended_key_usage,
        any(_value(ca, x509.NameConstraints) for ca in authorities),
    )
    faults = {
        "an intermediate lacks its key identifiers (RFC 5280 §4.2.1.1-2)": any(
            _lacks_identifiers(ca) for ca in below_anchor
        ),
        "the leaf's key usage lacks digitalSignature": usage is not None and not usage.digital_signature,
        "the leaf's extended key usage is none of the configured": wanted and not _serves(leaf, wanted),
        "an intermediate is not for this extended key usage": wanted
        and not all(_permits(ca, wanted) for ca in below_anchor),
        "the leaf's alternative names are none of the configured": rules.names
        and (names is None or rules.names.isdisjoint(_names(names))),
        "an authority is constrained to names, and the leaf has none": constrained and names is None,
    }
    return next((fault for fault, found in faults.items() if found), "")


def _lacks_identifiers(authority: x509.Certificate) -> bool:
    identifiers = (x509.AuthorityKeyIdentifier, x509.SubjectKeyIdentifier)
    return any(_value(authority, kind) is None for kind in identifiers)


def _serves(leaf: x509.Certificate, wanted: frozenset[str]) -> bool:
    """A leaf for any purpose is for none in particular."""
    return not wanted.isdisjoint(_usages(leaf))


def _permits(authority: x509.Certificate, wanted: frozenset[str]) -> bool:
    """An authority without a purpose, or with any, may certify every one (RFC 5280 §4.2.1.12)."""
    usages = _usages(authority)
    anything = ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE.dotted_string in usages
    return not usages or anything or not wanted.isdisjoint(usages)


def _usages(certificate: x509.Certificate) -> frozenset[str]:
    usages = _value(certificate, x509.ExtendedKeyUsage)
    return frozenset() if usages is None else frozenset(each.dotted_string for each in usages)


def _names(names: x509.SubjectAlternativeName) -> frozenset[str]:
    """URIs as written; DNS names without regard to case (RFC 4343), and no wildcard stands for another.

    A URI has a colon and a DNS name has none, so neither can be certified under the other's rules.
    """
    uris = (uri for uri in names.get_values_for_type(x509.UniformResourceIdentifier) if ":" in uri)
    dns = (name.lower() for name in names.get_values_for_type(x509.DNSName) if ":" not in name)
    return frozenset({*uris, *dns})


def _value(certificate: x509.Certificate, kind: type[T]) -> T | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
