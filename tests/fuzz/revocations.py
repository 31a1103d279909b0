"""Harness of certificate revocation lists: what is not refused at loading never fails in a call."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from builders.assertion import AT
from eidgate.adapters.trust.anchors import read_anchors
from eidgate.adapters.trust.schema import CertificatesEntry
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.revocation import RevocationLists
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.simulator.authority import Certified
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from fuzz.defect import hold

PROVIDER = CertifiedIdentityProvider(at=AT)
PATHS = [each.certificate for each in PROVIDER.leaf.chain]
LEAF, ISSUING = PATHS[0], PROVIDER.intermediate.certificate
PEM = PROVIDER.root.pem.encode()
REASONS = {Reason.CERTIFICATE_REVOKED, Reason.CERTIFICATE_STATUS_UNAVAILABLE}


def _list(*revoked: x509.Certificate, by: Certified = PROVIDER.intermediate, days: int = 0) -> bytes:
    return by.revocation_list(revoked, at=AT - timedelta(days=days))


SIGNED = {x509.load_pem_x509_crl(one).tbs_certlist_bytes for one in (_list(), _list(LEAF))}
"""What the issuing authority signed, at the instant of the harness."""


def list_one(content: bytes) -> None:
    """Only a list that the authority signed says that a certificate is in force."""
    try:
        anchors = read_anchors("trust", PEM, CertificatesEntry(), [(Path("issuing.crl"), content)])
    except ConfigurationError:
        return
    lists = anchors.revocation
    assert isinstance(lists, RevocationLists)
    try:
        lists.check([LEAF, ISSUING], at=AT)
    except RejectionError as error:
        hold(error.reason in REASONS, "another reason")
        return
    hold(lists.lists[0].tbs_certlist_bytes in SIGNED, "believed what nobody signed")


def list_seeds() -> Iterable[bytes]:
    lists = (_list(), _list(LEAF), _list(days=400), _list(by=PROVIDER.root), _list(LEAF, ISSUING))
    for pem in lists:
        yield pem
        yield x509.load_pem_x509_crl(pem).public_bytes(Encoding.DER)
    yield b"-----BEGIN X509 CRL-----\n-----END X509 CRL-----\n"
    yield PEM
