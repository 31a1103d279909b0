"""What subscribers of the list hold: listings, each with a fingerprint, and one digest over all of them.

A subscriber that applied every change holds exactly the listings that were put and not taken back. The digest
is the sum of their fingerprints modulo 2^256: it does not depend on the order, and one listing more or less
changes it by one addition, so that both sides keep it up to date for nothing and compare it at each
checkpoint. A sum, and not the exclusive or: there, a listing that was put twice by mistake would vanish. It
finds faults; against somebody who chooses listings in order to deceive it is no proof (Wagner 2002).
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from eidgate.core.desk.entry import Entry
from eidgate.core.desk.grading import standing_of
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.standing import Grade
from eidgate.core.terms import Instant

DIGEST_BYTES: Final = 32
_MODULUS: Final = 2 ** (8 * DIGEST_BYTES)


def public_key(identifier: Identifier) -> str:
    """Return what an identifier is called to those who may not be told it: SHA-256 of `{kind}:{value}`, hex.

    Whoever knows an identifier can look it up; numbers can be tried, so it is a pseudonym and no secret.
    """
    return sha256(identifier.key.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One listing as subscribers hold it; it says nothing from `until` on."""

    name: str
    identifier: Identifier
    grade: Grade
    code: int
    source: str
    since: Instant
    until: Instant


def listing_of(entry: Entry) -> Listing | None:
    """Return what subscribers hold of an entry; None when they hold nothing."""
    standing = standing_of(entry)
    if standing is None or standing.grade is None:
        return None
    return Listing(
        name=entry.name,
        identifier=entry.identifier,
        grade=standing.grade,
        code=standing.code,
        source=standing.source,
        since=standing.since,
        until=standing.until,
    )


def fingerprint(listing: Listing) -> int:
    """Return SHA-256 over name, key, grade, code, source and end (RFC 3339, microseconds), a line each."""
    until = listing.until.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    told = (
        listing.name,
        public_key(listing.identifier),
        listing.grade,
        str(listing.code),
        listing.source,
        until,
    )
    return int.from_bytes(sha256("\n".join(told).encode()).digest())


@dataclass(frozen=True, slots=True)
class SetDigest:
    """How many listings there are, and the sum of their fingerprints."""

    count: int = 0
    total: int = 0

    def put(self, listing: Listing) -> "SetDigest":
        """Return the digest of the set with one listing more."""
        return SetDigest(self.count + 1, (self.total + fingerprint(listing)) % _MODULUS)

    def taken(self, listing: Listing) -> "SetDigest":
        """Return the digest of the set with one listing less."""
        return SetDigest(self.count - 1, (self.total - fingerprint(listing)) % _MODULUS)

    def plus(self, change: "SetDigest") -> "SetDigest":
        """Return the digest after a change that was summed up on its own."""
        return SetDigest(self.count + change.count, (self.total + change.total) % _MODULUS)

    @property
    def digest(self) -> bytes:
        """The sum as 32 bytes, the most significant first."""
        return self.total.to_bytes(DIGEST_BYTES)
