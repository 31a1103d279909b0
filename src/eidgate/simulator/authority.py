"""A certification authority in memory: root, intermediates, leaves and revocation lists, sound or not.

Made for tests and demonstrations. Certificates last from a day before `at`, so that a test may look back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from eidgate.core.terms import Instant

LIFETIME: Final = timedelta(days=30)
LIST_LIFETIME: Final = timedelta(days=7)
_BEFORE: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a certificate says beside its names and its key."""

    authority: bool = False
    path_length: int | None = None
    since: timedelta = -_BEFORE
    """From the instant of issue."""
    until: timedelta = LIFETIME
    extended_key_usage: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """URIs and DNS names."""
    signs: bool = True
    """Whether a leaf's key usage has digitalSignature."""
    signs_lists: bool = True
    """Whether an authority's key usage has cRLSign."""
    permitted: str | None = None
    """A DNS name to which an authority is constrained."""


LEAF: Final = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """A certificate, its private key, and who certified it (None: itself)."""

    certificate: x509.Certificate
    key: Any
    issuer: "Certified | None" = None

    @property
    def der(self) -> bytes:
        """The certificate as bytes."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> str:
        """The certificate as text."""
        return self.certificate.public_bytes(Encoding.PEM).decode()

    @property
    def chain(self) -> list["Certified"]:
        """This one and those above it, without the root."""
        return [] if self.issuer is None else [self, *self.issuer.chain]

    def certify(self, name: str, key: Any, *, at: Instant, terms: Terms = LEAF) -> "Certified":
        """Issue a certificate for the public half of a key."""
        return Certified(certificate=_certificate(name, key, self, at, terms), key=key, issuer=self)

    def authority(self, name: str, *, at: Instant, terms: Terms | None = None) -> "Certified":
        """Issue the certificate of an authority below this one, with a new key."""
        return self.certify(name, new_key(), at=at, terms=terms or Terms(authority=True))

    def revocation_list(
        self, revoked: Iterable[x509.Certificate] = (), *, at: Instant, until: timedelta = LIST_LIFETIME
    ) -> bytes:
        """Return the list of what this authority revoked, PEM."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        builder = builder.last_update(at).next_update(at + until)
        builder = builder.add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
        for certificate in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number)
            builder = builder.add_revoked_certificate(entry.revocation_date(at).build())
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.PEM)


def root(name: str, *, at: Instant) -> Certified:
    """Make a root that certifies itself."""
    key = new_key()
    return Certified(certificate=_certificate(name, key, None, at, Terms(authority=True)), key=key)


def new_key() -> ec.EllipticCurvePrivateKey:
    """Make a P-256 key."""
    return ec.generate_private_key(ec.SECP256R1())


def _certificate(
    name: str, key: Any, issuer: Certified | None, at: Instant, terms: Terms
) -> x509.Certificate:
    signing = key if issuer is None else issuer.key
    subject = _named(name)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at + terms.since)
        .not_valid_after(at + terms.until)
    )
    for extension, critical in _extensions(key, signing, terms):
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(signing, hashes.SHA256())


def _extensions(key: Any, signing: Any, terms: Terms) -> Iterable[tuple[x509.ExtensionType, bool]]:
    yield x509.BasicConstraints(ca=terms.authority, path_length=terms.path_length), True
    yield _usage(terms), True
    yield x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False
    yield x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False
    if terms.extended_key_usage:
        yield x509.ExtendedKeyUsage([x509.ObjectIdentifier(oid) for oid in terms.extended_key_usage]), False
    if terms.names:
        yield x509.SubjectAlternativeName([_alternative(name) for name in terms.names]), False
    if terms.permitted:
        yield x509.NameConstraints([x509.DNSName(terms.permitted)], None), True


def _usage(terms: Terms) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=terms.signs and not terms.authority,
        key_agreement=not (terms.signs or terms.authority),
        key_cert_sign=terms.authority,
        crl_sign=terms.authority and terms.signs_lists,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        encipher_only=False,
        decipher_only=False,
    )


def _alternative(name: str) -> x509.GeneralName:
    return x509.UniformResourceIdentifier(name) if ":" in name else x509.DNSName(name)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
