"""Officers as files know them: each signs with the key of their own certificate (ECDSA with SHA-256).

A signature proves that the officer whom the certificate names, as the bank's authority attests, saw exactly
these bytes; who is named is the last part of the certificate's URI.
"""

from base64 import b64decode, b64encode
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from msgspec import Struct

from eidgate.core.assertion.certificates import UNREADABLE, read_whole
from eidgate.core.errors import ConfigurationError, NotPermittedError
from eidgate.core.private_key import read_private_key

_ECDSA: Final = ec.ECDSA(hashes.SHA256())


class Seal(Struct, frozen=True, forbid_unknown_fields=True):
    """A signature with the certificate that it is checked by."""

    certificate: str
    signature: str


def officer_of(certificate: Path) -> str:
    """Return whom a certificate names.

    Raises:
        ConfigurationError: it is no certificate of an officer.
    """
    return _named(_load(certificate.read_bytes()))


def seal(content: bytes, *, certificate: Path, key: Path) -> Seal:
    """Sign bytes as an officer.

    Raises:
        ConfigurationError: the files cannot be used.
    """
    try:
        secret = read_private_key(key.read_bytes())
    except ValueError as error:
        raise ConfigurationError(f"{key}: {error}") from None
    if not isinstance(secret, ec.EllipticCurvePrivateKey):
        raise ConfigurationError(f"{key}: an officer's key is on an elliptic curve")
    signature = b64encode(secret.sign(content, _ECDSA)).decode()
    return Seal(certificate=certificate.read_text(), signature=signature)


def check_seal(content: bytes, made: Seal, *, authority: Path) -> str:
    """Return the officer who signed these bytes.

    Raises:
        NotPermittedError: the bytes are others, or the authority does not know the officer.
    """
    certificate, trusted = _load(made.certificate.encode()), _load(authority.read_bytes())
    public = certificate.public_key()
    try:
        certificate.verify_directly_issued_by(trusted)
        if not isinstance(public, ec.EllipticCurvePublicKey):
            raise NotPermittedError("an officer's key is on an elliptic curve")
        public.verify(b64decode(made.signature, validate=True), content, _ECDSA)
    except (InvalidSignature, *UNREADABLE):
        raise NotPermittedError("the file is not as its officer signed it") from None
    return _named(certificate)


def _load(pem: bytes) -> x509.Certificate:
    try:
        certificate = x509.load_pem_x509_certificate(pem)
        read_whole(certificate)
        certificate.public_key()
    except UNREADABLE:
        raise ConfigurationError("not a certificate") from None
    return certificate


def _named(certificate: x509.Certificate) -> str:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        raise ConfigurationError("the certificate names nobody") from None
    uris = names.get_values_for_type(x509.UniformResourceIdentifier)
    if not uris or "." not in uris[0].rpartition(":")[2].rpartition("/")[2]:
        raise ConfigurationError("the certificate is no officer's")
    return str(uris[0])
