"""Certificate revocation lists (RFC 5280 §5): is a certificate of the path withdrawn, as far as is known?

Full lists only, from files that the configuration names: no list is ever fetched because a certificate points
to it. A certificate whose issuer has no current list is refused: not knowing is not "not revoked".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from cryptography import x509

from eidgate.core.assertion.certificates import UNREADABLE, is_strong_list
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.shape import replace
from eidgate.core.terms import Instant

_UNDERSTOOD: Final = frozenset({x509.CRLNumber.oid, x509.AuthorityKeyIdentifier.oid})
"""Extensions that leave a list complete; a critical one beside them is refused (§5.2)."""

_PARTIAL: Final = frozenset({x509.IssuingDistributionPoint.oid, x509.DeltaCRLIndicator.oid})
"""They make a list a part or a delta: critical by §5.2.4-5, and no less so when somebody forgot to say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """From when until when a statement holds."""

    since: Instant
    until: Instant

    def holds(self, at: Instant) -> bool:
        """Tell whether an instant lies within, both ends included."""
        return self.since <= at <= self.until

    def within(self, other: "Currency") -> "Currency":
        """Return when both hold."""
        return Currency(since=max(self.since, other.since), until=min(self.until, other.until))


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationLists:
    """The lists that an issuer's paths are held against; each is judged when it is loaded."""

    lists: tuple[x509.CertificateRevocationList, ...]

    def __post_init__(self) -> None:
        """Refuse a list that could not be applied whole."""
        for one in self.lists:
            _check_list(one)

    def check(self, path: Sequence[x509.Certificate], *, at: Instant) -> Currency:
        """Refuse a path of which any certificate below the anchor is revoked; say how long this is known.

        Raises:
            RejectionError: CERTIFICATE_REVOKED, or CERTIFICATE_STATUS_UNAVAILABLE without a current list.
        """
        known = None
        for certificate, issuer in pairwise(path):
            current, since = self._current(issuer, at)
            if current.get_revoked_certificate_by_serial_number(certificate.serial_number) is not None:
                raise RejectionError(Reason.CERTIFICATE_REVOKED)
            known = since if known is None else known.within(since)
        return known or Currency(since=at, until=at)

    def _current(
        self, issuer: x509.Certificate, at: Instant
    ) -> tuple[x509.CertificateRevocationList, Currency]:
        """Find the newest list in force that this issuer signed; it holds until a later one does."""
        own = [one for one in self.lists if one.issuer == issuer.subject]
        later = [one.last_update_utc for one in own if one.last_update_utc > at]
        for one in sorted(own, key=lambda each: each.last_update_utc, reverse=True):
            if currency(one).holds(at) and _may_sign_lists(issuer) and _is_signed_by(one, issuer):
                return one, replace(currency(one), until=min([currency(one).until, *later]))
        raise RejectionError(
            Reason.CERTIFICATE_STATUS_UNAVAILABLE, "no current revocation list of its issuer"
        )


def currency(revocation_list: x509.CertificateRevocationList) -> Currency:
    """Return thisUpdate and nextUpdate (§5.1.2.4-5); the latter is required when a list is loaded."""
    since = revocation_list.last_update_utc
    return Currency(since=since, until=revocation_list.next_update_utc or since)


def _check_list(one: x509.CertificateRevocationList) -> None:
    try:
        strange = _parsed(one)
    except UNREADABLE as error:
        raise ConfigurationError("the revocation list has a part that cannot be read") from error
    if one.next_update_utc is None:
        raise ConfigurationError("the revocation list has no nextUpdate: it could never grow old")
    if not is_strong_list(one):
        raise ConfigurationError("the revocation list is not signed over SHA-256, SHA-384 or SHA-512")
    if any(extension.critical or extension.oid in _PARTIAL for extension in strange):
        raise ConfigurationError("the revocation list is a part or a delta, or has an unknown extension")


def _parsed(one: x509.CertificateRevocationList) -> list[x509.Extension[x509.ExtensionType]]:
    """Read every part that `cryptography` leaves unread, now and not in a call; return strange extensions."""
    _ = one.issuer, one.last_update_utc, one.next_update_utc
    one.get_revoked_certificate_by_serial_number(1)
    return [extension for extension in one.extensions if extension.oid not in _UNDERSTOOD]


def _may_sign_lists(issuer: x509.Certificate) -> bool:
    """RFC 5280 §4.2.1.3: cRLSign, where a key usage stands at all."""
    try:
        return issuer.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign
    except x509.ExtensionNotFound:
        return True


def _is_signed_by(one: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    try:
        return one.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]  # the path has CA keys only
    except UNREADABLE:
        return False
