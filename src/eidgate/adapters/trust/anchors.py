"""Anchors and revocation lists as they lie in files → the core's `TrustAnchors`."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from cryptography import x509

from eidgate.adapters.trust.schema import CertificatesEntry
from eidgate.core.assertion.certificates import UNREADABLE, read_whole
from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.purpose import CertificateRules
from eidgate.core.assertion.revocation import RevocationLists
from eidgate.core.errors import ConfigurationError

MAX_ANCHORS: Final = 16
"""An issuer stands under one hierarchy, and under two while that is renewed."""

MAX_NAMESAKES: Final = 4
"""Anchors of one name, an authority's certificate and those that it followed. Anybody can copy the name, and
then each of them is tried: 0.6 ms each on P-384."""

_PEM: Final = b"-----BEGIN"

_BLOCK: Final = b"-BEGIN "
"""In the first line of a block, also where a dash was lost: `cryptography` passes over what is not whole."""


def read_anchors(
    where: str, pem: bytes, entry: CertificatesEntry, lists: Iterable[tuple[Path, bytes]]
) -> TrustAnchors:
    """Build the anchors of one issuer from PEM certificates and revocation lists.

    Raises:
        ConfigurationError: naming the file and the field, or the list's file.
    """
    revocation = [_revocation_list(path, content) for path, content in lists]
    try:
        return TrustAnchors(
            certificates=_certificates(pem),
            rules=_rules(entry),
            revocation=RevocationLists(lists=tuple(revocation)) if revocation else None,
        )
    except ConfigurationError as error:
        raise ConfigurationError(f"{where}: {error}") from error


def _rules(entry: CertificatesEntry) -> CertificateRules:
    names = (name if ":" in name else name.lower() for name in entry.san)
    return CertificateRules(
        maximum_intermediates=entry.maximum_intermediates,
        extended_key_usage=frozenset(entry.extended_key_usage),
        names=frozenset(names),
    )


def _certificates(pem: bytes) -> tuple[x509.Certificate, ...]:
    try:
        certificates = x509.load_pem_x509_certificates(pem)
        for certificate in certificates:
            read_whole(certificate)
    except UNREADABLE as error:
        raise ConfigurationError("not certificates in PEM") from error
    if pem.count(_BLOCK) != len(certificates):
        raise ConfigurationError("a block of the PEM is no whole certificate")
    if len(certificates) > MAX_ANCHORS:
        raise ConfigurationError(f"more than {MAX_ANCHORS} anchors")
    namesakes = Counter(certificate.subject for certificate in certificates)
    if any(count > MAX_NAMESAKES for count in namesakes.values()):
        raise ConfigurationError(f"more than {MAX_NAMESAKES} anchors of one name: take away what has ended")
    for certificate in certificates:
        if not _is_authority(certificate):
            raise ConfigurationError(
                f"anchor {certificate.subject.rfc4514_string()}: not the certificate of an authority"
            )
    return tuple(certificates)


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, *UNREADABLE):
        return False


def _revocation_list(path: Path, content: bytes) -> x509.CertificateRevocationList:
    try:
        if not content.lstrip().startswith(_PEM):
            return x509.load_der_x509_crl(content)
        found = x509.load_pem_x509_crl(content)
    except UNREADABLE as error:
        raise ConfigurationError(f"{path}: not a certificate revocation list in PEM or DER") from error
    if content.count(_BLOCK) > 1:
        raise ConfigurationError(f"{path}: more than a revocation list: give each a file of its own")
    return found
