"""The `x5c` header (RFC 7515 §4.1.6) → certificates, strictly, and the strength that each must have.

Nothing here is trusted yet: `chain.py` builds the path to an anchor. What is refused here is refused before
any signature is checked, so a hostile header costs at most four small ASN.1 parses.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from eidgate.core.assertion.certificate_text import octets_of
from eidgate.core.assertion.keys import UnfitKeyError, check_rsa
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.reasons import Reason

MAX_CERTIFICATES: Final = 4
"""Leaf, two intermediates and the root that some senders add; eID hierarchies have three levels."""

MAX_CERTIFICATE_CHARACTERS: Final = 5_464
"""Base64 of 4,096 bytes. A leaf of an eID hierarchy has 0.6-1.8 kB, with RSA-4096 and policies 2.5 kB."""

UNREADABLE: Final = (
    ValueError,
    TypeError,
    OverflowError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
    UserWarning,
)
"""What `cryptography` raises for a certificate whose lazily parsed parts are broken. Its warnings, about
forms that it will refuse one day and names of wrong lengths, are errors where Python is told so."""

_HASHES: Final = (hashes.SHA256, hashes.SHA384, hashes.SHA512)
"""Of a certificate's or revocation list's signature; collisions make a forged certificate (RFC 6194)."""

_CURVES: Final = frozenset({"secp256r1", "secp384r1", "secp521r1"})
"""At least 128 bits of strength (SP 800-57 part 1, table 2)."""


def read_header(x5c: object) -> tuple[str, ...]:
    """Return the header's certificates as text, within the budget.

    Raises:
        RejectionError: CERTIFICATE_MALFORMED or ASSERTION_TOO_LARGE.
    """
    if not isinstance(x5c, list) or not x5c:
        raise RejectionError(Reason.CERTIFICATE_MALFORMED, "x5c is not a list of certificates")
    if len(x5c) > MAX_CERTIFICATES:
        raise RejectionError(Reason.ASSERTION_TOO_LARGE, f"x5c: more than {MAX_CERTIFICATES} certificates")
    for text in x5c:
        if not isinstance(text, str):
            raise RejectionError(Reason.CERTIFICATE_MALFORMED, "x5c holds something else than strings")
        if len(text) > MAX_CERTIFICATE_CHARACTERS:
            raise RejectionError(
                Reason.ASSERTION_TOO_LARGE, f"x5c: more than {MAX_CERTIFICATE_CHARACTERS} characters"
            )
    return tuple(x5c)


def decode(texts: Sequence[str]) -> list[x509.Certificate]:
    """Return the certificates: each parsed without a byte left over, each named as issuer by the one before.

    No two authorities have one name. Else each of them is tried above each other, and three of one name
    and key cost 39 signature checks before the chain is known to lead nowhere.

    Raises:
        RejectionError: CERTIFICATE_MALFORMED.
    """
    if len(set(texts)) != len(texts):
        raise RejectionError(Reason.CERTIFICATE_MALFORMED, "x5c: a certificate occurs twice")
    try:
        chain = [_certificate(octets_of(text)) for text in texts]
        for certificate in chain:
            read_whole(certificate)
        in_order = all(child.issuer == parent.subject for child, parent in pairwise(chain))
        names = {authority.subject for authority in chain[1:]}
    except UNREADABLE as error:
        raise RejectionError(Reason.CERTIFICATE_MALFORMED, "x5c: no canonical base64 of DER") from error
    if any(certificate.serial_number <= 0 for certificate in chain):
        raise RejectionError(Reason.CERTIFICATE_MALFORMED, "x5c: a serial number is not positive")
    if len(names) != len(chain) - 1:
        raise RejectionError(Reason.CERTIFICATE_MALFORMED, "x5c: two authorities have one name")
    if not in_order:
        raise RejectionError(Reason.CERTIFICATE_MALFORMED, "x5c: each must be certified by the next")
    return chain


def _certificate(octets: bytes) -> x509.Certificate:
    """Parse one, whose signature is whole bytes: unused bits are passed over elsewhere, a second spelling."""
    certificate = x509.load_der_x509_certificate(octets)
    unused_bits = octets[-len(certificate.signature) - 1]  # the signature is what ends a certificate
    if unused_bits:
        raise ValueError("the signature is not whole bytes")
    return certificate


def read_whole(certificate: x509.Certificate) -> None:
    """Parse now what `cryptography` would parse when it is asked for; key and signature: see `weakness`.

    Raises:
        UNREADABLE: one of them.
    """
    for name in ("issuer", "subject", "not_valid_before_utc", "not_valid_after_utc", "extensions"):
        getattr(certificate, name)


def is_issued_by(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    """Tell whether the authority's name and key stand behind the certificate: one signature check at most."""
    try:
        certificate.verify_directly_issued_by(authority)
    except (InvalidSignature, *UNREADABLE):
        return False
    return True


def weakness(certificate: x509.Certificate) -> str | None:
    """Say why the certificate's key or signature is too weak to rest on; None when it is not."""
    try:
        if not _is_strong_hash(certificate):
            return "it is not signed over SHA-256, SHA-384 or SHA-512"
        return _key_weakness(certificate.public_key())
    except UNREADABLE:
        return "its key or signature is of no kind that we know"


def _is_strong_hash(certificate: x509.Certificate) -> bool:
    return isinstance(certificate.signature_hash_algorithm, _HASHES)


def is_strong_list(revocation_list: x509.CertificateRevocationList) -> bool:
    """Tell whether a revocation list is signed over a hash that we rest on."""
    try:
        return isinstance(revocation_list.signature_hash_algorithm, _HASHES)
    except UNREADABLE:
        return False


def _key_weakness(key: object) -> str | None:
    match key:
        case ec.EllipticCurvePublicKey():
            return None if key.curve.name in _CURVES else "its curve is not P-256, P-384 or P-521"
        case rsa.RSAPublicKey():
            numbers = key.public_numbers()
            return _rsa_weakness(numbers.n, numbers.e)
        case ed25519.Ed25519PublicKey():
            return None
        case _:
            return "its key is neither RSA, ECDSA nor Ed25519"


def _rsa_weakness(modulus: int, exponent: int) -> str | None:
    try:
        check_rsa(modulus, exponent)
    except UnfitKeyError as error:
        return str(error)
    return None
