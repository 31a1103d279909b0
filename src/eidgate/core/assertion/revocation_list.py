"""One certificate revocation list (RFC 5280 §5), judged whole at load, so that a call only looks things up.

A list of a megabyte takes 10 ms to verify and 2 ms to search, and a revoked leaf is refused anew each time:
whoever repeats its chain, which everybody has seen, would make every call pay for that.
"""

from dataclasses import dataclass, field
from typing import Final

from cryptography import x509

from eidgate.core.assertion.certificates import UNREADABLE, is_strong_list
from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import Instant

_UNDERSTOOD: Final = frozenset({x509.CRLNumber.oid, x509.AuthorityKeyIdentifier.oid})
"""Extensions that leave a list complete; a critical one beside them is refused (§5.2)."""

_PARTIAL: Final = frozenset({x509.IssuingDistributionPoint.oid, x509.DeltaCRLIndicator.oid})
"""They make a list a part or a delta: critical by §5.2.4-5, and no less so when somebody forgot to say it."""

_SIGNERS_REMEMBERED: Final = 16
"""Certificates of one authority; a path to an anchor led to each, so nobody else can add to them."""


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
class RevocationList:
    """A full list, of which every part was read."""

    issuer: x509.Name
    currency: Currency
    """thisUpdate and nextUpdate (§5.1.2.4-5)."""
    revoked: frozenset[int]
    """Serial numbers."""
    parsed: x509.CertificateRevocationList
    _signed_by: dict[x509.Certificate, bool] = field(default_factory=dict, repr=False, compare=False)

    def is_of(self, authority: x509.Certificate) -> bool:
        """Tell whether this authority, on a path to an anchor, may sign lists and signed this one."""
        if self.issuer != authority.subject:
            return False
        known = self._signed_by.get(authority)
        if known is None:
            known = _may_sign_lists(authority) and _is_signed_by(self.parsed, authority)
            if len(self._signed_by) >= _SIGNERS_REMEMBERED:
                self._signed_by.clear()
            self._signed_by[authority] = known
        return known


def judge(parsed: x509.CertificateRevocationList) -> RevocationList:
    """Return the list, every part of it read.

    Raises:
        ConfigurationError: it could not be applied whole.
    """
    try:
        issuer, revoked = parsed.issuer, _serial_numbers(parsed)
        strange = [each for each in parsed.extensions if each.oid not in _UNDERSTOOD]
        begins, ends = parsed.last_update_utc, parsed.next_update_utc
    except UNREADABLE as error:
        raise ConfigurationError("the revocation list has a part that cannot be read") from error
    if ends is None:
        raise ConfigurationError("the revocation list has no nextUpdate: it could never grow old")
    if not is_strong_list(parsed):
        raise ConfigurationError("the revocation list is not signed over SHA-256, SHA-384 or SHA-512")
    if any(extension.critical or extension.oid in _PARTIAL for extension in strange):
        raise ConfigurationError("the revocation list is a part or a delta, or has an unknown extension")
    current = Currency(since=begins, until=ends)
    return RevocationList(issuer=issuer, currency=current, revoked=revoked, parsed=parsed)


def _serial_numbers(parsed: x509.CertificateRevocationList) -> frozenset[int]:
    """Read every entry; a critical extension, such as whose certificate it is about, bars all (§5.3)."""
    found = set()
    for entry in parsed:
        if any(extension.critical for extension in entry.extensions):
            raise ConfigurationError("an entry of the revocation list has a critical extension")
        found.add(entry.serial_number)
    return frozenset(found)


def _may_sign_lists(authority: x509.Certificate) -> bool:
    """RFC 5280 §4.2.1.3: cRLSign, where a key usage stands at all."""
    try:
        return authority.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign
    except x509.ExtensionNotFound:
        return True


def _is_signed_by(one: x509.CertificateRevocationList, authority: x509.Certificate) -> bool:
    try:
        return one.is_signature_valid(authority.public_key())  # type: ignore[arg-type]  # CA keys only
    except UNREADABLE:
        return False
