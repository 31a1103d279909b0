"""Mutual TLS 1.3 with certificates that can be replaced while serving."""

import socket
import ssl
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import grpc
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from eidgate.core.assertion.certificates import UNREADABLE, read_whole
from eidgate.core.errors import ConfigurationError
from eidgate.core.private_key import read_private_key
from eidgate.core.terms import Instant

_PROBE_TIMEOUT: Final = timedelta(seconds=5)  # a loopback answer; a loaded machine may take a second
_CERTIFICATE_BEGINS: Final = b"-BEGIN CERTIFICATE"  # `cryptography` passes over one that does not end
_HANDSHAKE_RECORD: Final = 22  # TLS ContentType (RFC 8446 §5.1): a ServerHello, so TLS 1.2 was accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFiles:
    """Where the server's certificate chain, its key and the CA of the relying parties lie (PEM)."""

    certificate: Path
    key: Path
    client_ca: Path

    @property
    def paths(self) -> tuple[Path, ...]:
        """All of them, for whoever watches them."""
        return (self.certificate, self.key, self.client_ca)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Loaded:
    """Certificates that were read and fit together; holds the private key, so it has no text form."""

    configuration: grpc.ServerCertificateConfiguration
    expires_at: Instant


def load(files: CertificateFiles, *, at: Instant) -> Loaded:
    """Read the files and check that they can serve.

    Raises:
        ConfigurationError: a file is missing, no PEM or not whole, the key is another certificate's, or the
            certificate is not valid at this instant.
    """
    chain, key, client_ca = (_read(path) for path in files.paths)
    certificate = _first_certificate(files.certificate, chain)
    _first_certificate(files.client_ca, client_ca)
    if _public_bytes_of_key(files.key, key) != _public_bytes(certificate.public_key()):
        raise ConfigurationError(f"{files.key}: is not the key of {files.certificate}")
    if not certificate.not_valid_before_utc <= at < certificate.not_valid_after_utc:
        raise ConfigurationError(
            f"{files.certificate}: valid from {certificate.not_valid_before_utc:%Y-%m-%dT%H:%M:%SZ}"
            f" until {certificate.not_valid_after_utc:%Y-%m-%dT%H:%M:%SZ}, which is not now"
        )
    return Loaded(
        configuration=grpc.ssl_server_certificate_configuration([(key, chain)], client_ca),
        expires_at=certificate.not_valid_after_utc,
    )


class ServerCertificates:
    """The certificates in force; a replacement counts from the next handshake, open connections stay."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._delivered = loaded

    def replace(self, loaded: Loaded) -> None:
        """Use these certificates from the next handshake on."""
        self._loaded = loaded

    def credentials(self) -> grpc.ServerCredentials:
        """Make credentials that demand and verify a client certificate."""
        return grpc.dynamic_ssl_server_credentials(
            self._loaded.configuration,
            self._fetch,  # type: ignore[arg-type]  # grpc takes None for "unchanged", its stubs do not know
            require_client_authentication=True,
        )

    def _fetch(self) -> grpc.ServerCertificateConfiguration | None:
        """Called by grpc before each handshake; None means that nothing changed."""
        loaded = self._loaded
        if loaded is self._delivered:
            return None
        self._delivered = loaded
        return loaded.configuration


def refuses_tls_1_2(host: str, port: int) -> bool:
    """Offer a listening server nothing newer than TLS 1.2 and see whether it declines.

    A server that accepts answers with a handshake record (its ServerHello), one that declines with an alert
    or by closing; which client certificate we lack does not matter yet at that point.
    """
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    probe = context.wrap_bio(incoming, outgoing, server_hostname="localhost")
    try:
        probe.do_handshake()
    except ssl.SSLWantReadError:
        hello = outgoing.read()
    with socket.create_connection((host, port), timeout=_PROBE_TIMEOUT.total_seconds()) as connection:
        connection.sendall(hello)
        try:
            first = connection.recv(1)
        except ConnectionResetError:
            return True
    return not first or first[0] != _HANDSHAKE_RECORD


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from error


def _first_certificate(path: Path, pem: bytes) -> x509.Certificate:
    try:
        certificates = x509.load_pem_x509_certificates(pem)
        for certificate in certificates:
            read_whole(certificate)
            certificate.public_key()
    except UNREADABLE:  # whose text may be what stands there, perhaps the key
        raise ConfigurationError(f"{path}: is not a PEM certificate") from None
    if pem.count(_CERTIFICATE_BEGINS) != len(certificates):
        raise ConfigurationError(f"{path}: a certificate in it is not whole")
    return certificates[0]


def _public_bytes_of_key(path: Path, pem: bytes) -> bytes:
    try:
        return _public_bytes(read_private_key(pem).public_key())
    except ValueError as error:
        raise ConfigurationError(f"{path}: {error}") from None


def _public_bytes(key: Any) -> bytes:
    """Compare public keys of any kind by their standard form."""
    encoded: bytes = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return encoded
