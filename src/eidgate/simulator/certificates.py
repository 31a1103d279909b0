"""Development certificates: one CA, one server, one relying party each. Never for production.

The CA's key lies beside the certificates that it signs, which is what makes them development certificates.
"""

import contextlib
import ipaddress
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from eidgate.core.terms import Instant

LIFETIME: Final = timedelta(days=90)  # short enough that a forgotten development CA dies by itself
RENEW_BEFORE: Final = timedelta(days=7)  # a certificate that lasts a week more is kept
CLOCK_SKEW: Final = timedelta(minutes=5)  # containers and laptops disagree by seconds to minutes
RELYING_PARTIES: Final = ("bank-a", "bank-b", "wallet-a", "shop-a", "operator-a")
"""The callers of the development configuration; each gets a certificate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A certificate and its key, in memory."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """Where the development certificates lie; a relying party's are `{id}.crt` and `{id}.key`."""

    directory: Path

    @property
    def authority(self) -> Path:
        """The CA's certificate: what both sides trust."""
        return self.directory / "ca.crt"

    def certificate(self, name: str) -> Path:
        """Return the path of `server`'s or a relying party's certificate."""
        return self.directory / f"{name}.crt"

    def key(self, name: str) -> Path:
        """Return the path of the matching private key (PKCS #8, mode 0600)."""
        return self.directory / f"{name}.key"


def ensure_certificates(
    directory: Path, *, at: Instant, relying_parties: Iterable[str] = RELYING_PARTIES
) -> Certificates:
    """Make what is missing or about to expire; keep the rest, so that calling it again changes nothing.

    A new CA renews everything below it, because nothing that the old one signed would be trusted.
    """
    directory.mkdir(parents=True, exist_ok=True)
    made = Certificates(directory=directory)
    authority = _load(made, "ca", at)
    renew_all = authority is None
    if authority is None:
        authority = _authority(at)
        _store(made, "ca", authority)
    names: dict[str, list[x509.GeneralName]] = {"server": _server_names()}
    names |= {party: _relying_party_names(party) for party in relying_parties}
    for name, subject_names in names.items():
        if renew_all or _load(made, name, at) is None:
            _store(made, name, _leaf(name, subject_names, authority, at, server=name == "server"))
    return made


def relying_party_uri(relying_party: str) -> str:
    """Return the name in the certificate's SAN by which a relying party is known."""
    return f"eidgate://relying-party/{relying_party}"


def _server_names() -> list[x509.GeneralName]:
    loopback = ("127.0.0.1", "::1")
    return [x509.DNSName("localhost"), *(x509.IPAddress(ipaddress.ip_address(ip)) for ip in loopback)]


def _relying_party_names(relying_party: str) -> list[x509.GeneralName]:
    return [
        x509.UniformResourceIdentifier(relying_party_uri(relying_party)),
        x509.DNSName(f"{relying_party}.relying-party.eidgate.test"),
    ]


def _authority(at: Instant) -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _subject("eidgate development CA")
    builder = _builder(name, name, key, at).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    usage = _key_usage(signs_certificates=True)
    return Identity(
        certificate=builder.add_extension(usage, critical=True).sign(key, hashes.SHA256()), key=key
    )


def _leaf(
    name: str, names: list[x509.GeneralName], authority: Identity, at: Instant, *, server: bool
) -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    purpose = ExtendedKeyUsageOID.SERVER_AUTH if server else ExtendedKeyUsageOID.CLIENT_AUTH
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    builder = (
        _builder(_subject(name), authority.certificate.subject, key, at)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(issuer_key, critical=False)
    )
    return Identity(certificate=builder.sign(authority.key, hashes.SHA256()), key=key)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, at: Instant
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - CLOCK_SKEW)
        .not_valid_after(at + LIFETIME)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _load(made: Certificates, name: str, at: Instant) -> Identity | None:
    """Return what is on disk if it can still be used for a week, else None."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        certificate = x509.load_pem_x509_certificate(made.certificate(name).read_bytes())
        key = serialization.load_pem_private_key(made.key(name).read_bytes(), password=None)
        lasts = certificate.not_valid_before_utc <= at < certificate.not_valid_after_utc - RENEW_BEFORE
        if lasts and isinstance(key, ec.EllipticCurvePrivateKey):
            return Identity(certificate=certificate, key=key)
    return None


def _store(made: Certificates, name: str, identity: Identity) -> None:
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    key = identity.key.private_bytes(pem, pkcs8, serialization.NoEncryption())
    _replace(made.key(name), key, mode=0o600)
    _replace(made.certificate(name), identity.certificate.public_bytes(pem), mode=0o644)


def _replace(path: Path, content: bytes, *, mode: int) -> None:
    """Put the whole new file in the old one's place, private from its first byte."""
    fresh = path.with_suffix(path.suffix + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
    fresh.replace(path)
