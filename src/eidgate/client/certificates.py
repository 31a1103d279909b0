"""The caller's certificate: read from files, checked to fit together, read again when the files change."""

from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TypeAlias

import grpc
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from eidgate.core.private_key import read_private_key

StrPath: TypeAlias = str | PathLike[str]
Fingerprint: TypeAlias = tuple[tuple[int, int, int], ...]


class CertificatesError(ValueError):
    """The certificate files cannot be used; says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCertificates:
    """PEM files: the CA of the server, the caller's certificate chain and its private key."""

    ca: StrPath
    certificate: StrPath
    key: StrPath

    def fingerprint(self) -> Fingerprint:
        """Return what changes when a file is written or replaced.

        Raises:
            OSError: a file is not there, perhaps because it is being replaced.
        """
        found = (Path(path).stat() for path in (self.ca, self.certificate, self.key))
        return tuple((one.st_ino, one.st_size, one.st_mtime_ns) for one in found)

    def credentials(self) -> grpc.ChannelCredentials:
        """Read the files.

        Raises:
            CertificatesError: a file is missing or no PEM, or the key is another certificate's (files that
                are renewed one by one pass through that state).
        """
        ca, chain, key = (_read(path) for path in (self.ca, self.certificate, self.key))
        _certified_key(self.ca, ca)
        if _certified_key(self.certificate, chain) != _public_key(self.key, key):
            raise CertificatesError(f"{self.key}: is not the key of {self.certificate}")
        return grpc.ssl_channel_credentials(root_certificates=ca, private_key=key, certificate_chain=chain)


def _read(path: StrPath) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CertificatesError(f"{path}: {error.strerror or error}") from error


def _certified_key(path: StrPath, pem: bytes) -> object:
    try:
        return x509.load_pem_x509_certificates(pem)[0].public_key()
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion):  # may repeat what stands there
        raise CertificatesError(f"{path}: holds no PEM certificate") from None


def _public_key(path: StrPath, pem: bytes) -> object:
    try:
        return read_private_key(pem).public_key()
    except ValueError as error:
        raise CertificatesError(f"{path}: {error}") from None
