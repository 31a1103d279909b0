"""Certificates that no authority would make."""

from ssl import DER_cert_to_PEM_cert

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

_VERSION_3 = b"\xa0\x03\x02\x01\x02"  # [0] EXPLICIT INTEGER 2 (RFC 5280 section 4.1)


def of_no_version(pem: bytes) -> bytes:
    """Return a certificate that says it is of version 8."""
    der = x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
    return DER_cert_to_PEM_cert(der.replace(_VERSION_3, _VERSION_3[:-1] + b"\x07", 1)).encode()
