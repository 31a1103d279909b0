"""Certificate revocation lists (RFC 5280 §5): is a certificate of the path withdrawn, as far as is known?

Full lists only, from files that the configuration names: no list is ever fetched because a certificate points
to it. A certificate whose issuer has no current list is refused: not knowing is not "not revoked".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cryptography import x509

from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.revocation_list import Currency, RevocationList, judge
from eidgate.core.reasons import Reason
from eidgate.core.shape import replace
from eidgate.core.terms import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationLists:
    """The lists that an issuer's paths are held against; each is judged when it is loaded."""

    lists: tuple[x509.CertificateRevocationList, ...]
    judged: tuple[RevocationList, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a list that could not be applied whole."""
        object.__setattr__(self, "judged", tuple(judge(one) for one in self.lists))

    def check(self, path: Sequence[x509.Certificate], *, at: Instant) -> Currency:
        """Refuse a path of which any certificate below the anchor is revoked; say how long this is known.

        Raises:
            RejectionError: CERTIFICATE_REVOKED, or CERTIFICATE_STATUS_UNAVAILABLE without a current list.
        """
        known = None
        for certificate, authority in pairwise(path):
            revoked, counts = self._current(authority, at)
            if certificate.serial_number in revoked:
                raise RejectionError(Reason.CERTIFICATE_REVOKED)
            known = counts if known is None else known.within(counts)
        return known or Currency(since=at, until=at)

    def _current(self, authority: x509.Certificate, at: Instant) -> tuple[frozenset[int], Currency]:
        """Return what this authority's newest list revokes, and until it ends or the next begins."""
        own = [one for one in self.judged if one.is_of(authority)]
        newest = _newest(own, at)
        if newest is None or not newest.currency.holds(at):
            raise RejectionError(
                Reason.CERTIFICATE_STATUS_UNAVAILABLE, "no current revocation list of its issuer"
            )
        until = min([newest.currency.until, *(one.currency.since for one in own if one.currency.since > at)])
        return newest.revoked, replace(newest.currency, until=until)

    def in_force(self, authority: x509.Name, *, at: Instant) -> bool:
        """Tell whether the newest list in this name counts, whoever signed it."""
        newest = _newest([one for one in self.judged if one.issuer == authority], at)
        return newest is not None and newest.currency.holds(at)

    @property
    def due_at(self) -> Instant:
        """When the first authority needs a newer list; one that has been replaced is not due any more."""
        in_order = sorted(self.judged, key=lambda one: one.currency.since)
        ends = {one.issuer: one.currency.until for one in in_order}
        return min(ends.values())


def _newest(own: Iterable[RevocationList], at: Instant) -> RevocationList | None:
    """The list that was made last decides, even when it has ended: an older one may lack what it revoked."""
    begun = (one for one in own if one.currency.since <= at)
    return max(begun, key=lambda one: one.currency.since, default=None)
