"""A copy of the shared list, held to the server's own figures at every checkpoint.

In memory; who keeps the copy in a database applies the same changes by name, keeps each listing's
`listing_fingerprint` beside it, and adds them up (the contract: `Checkpoint.digest`).
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from eidgate.v1 import identifier_pb2
from eidgate.v1 import watchlist_service_pb2 as pb

_GRADES: Final = {
    pb.ENTRY_GRADE_REPORTED: "warn",
    pb.ENTRY_GRADE_SUSPECTED: "high",
    pb.ENTRY_GRADE_CONFIRMED: "block",
}
_MODULUS: Final = 2**256
_DIGEST_BYTES: Final = 32


class CopyDiffersError(Exception):
    """The copy is not what the server has: begin a new one without a cursor, and tell the operator."""


class ListCopy:
    """What the feed has put and not taken back. One thread applies; any number may look up."""

    def __init__(self) -> None:
        self.cursor = ""
        """From where the feed goes on."""
        self._held: dict[str, pb.ListingChange] = {}
        self._by_key: dict[str, frozenset[str]] = {}
        self._sum = 0

    def __len__(self) -> int:
        return len(self._held)

    def apply(self, step: pb.WatchEntriesResponse) -> None:
        """Apply one message of the feed, in its order.

        Raises:
            CopyDiffersError: it is a checkpoint of another list than this one.
        """
        if step.HasField("change"):
            self._take_back(step.change.name)
            if step.change.HasField("listing"):
                self._put(step.change)
        elif step.HasField("checkpoint"):
            self._check(step.checkpoint)
        self.cursor = step.cursor

    def listings(self, identifier: identifier_pb2.Identifier, *, at: datetime) -> list[pb.Listing]:
        """Return what stands against an identifier in its canonical form at an aware instant.

        Look-ups of the server (`check_identifiers`) find the listing of a page's host too, and take any form.
        """
        names = self._by_key.get(listing_key(identifier), frozenset())
        found = (self._held.get(name) for name in names)
        return [one.listing for one in found if one and at < one.listing.expire_time.ToDatetime(UTC)]

    def __iter__(self) -> Iterator[pb.ListingChange]:
        """Yield all that is held, with what has expired and was not taken back."""
        yield from self._held.values()

    def _put(self, change: pb.ListingChange) -> None:
        self._held[change.name] = change
        self._by_key[change.key] = self._by_key.get(change.key, frozenset()) | {change.name}
        self._sum = (self._sum + listing_fingerprint(change)) % _MODULUS

    def _take_back(self, name: str) -> None:
        gone = self._held.pop(name, None)
        if gone is None:
            return
        if others := self._by_key[gone.key] - {name}:
            self._by_key[gone.key] = others
        else:
            del self._by_key[gone.key]
        self._sum = (self._sum - listing_fingerprint(gone)) % _MODULUS

    def _check(self, told: pb.Checkpoint) -> None:
        if (told.count, told.digest) != (len(self._held), self._sum.to_bytes(_DIGEST_BYTES)):
            raise CopyDiffersError(f"the server has {told.count} listings, the copy {len(self._held)}")


def listing_key(identifier: identifier_pb2.Identifier) -> str:
    """Return what the feed calls an identifier: SHA-256 of `{kind}:{canonical value}`, hex."""
    kind = identifier_pb2.IdentifierKind.Name(identifier.kind).removeprefix("IDENTIFIER_KIND_").lower()
    return sha256(f"{kind}:{identifier.value}".encode()).hexdigest()


def listing_fingerprint(change: pb.ListingChange) -> int:
    """Return what a listing adds to a checkpoint's digest, modulo 2^256."""
    listing = change.listing
    end = listing.expire_time.ToDatetime().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    told = (change.name, change.key, _GRADES[listing.grade], str(listing.code), listing.source, end)
    return int.from_bytes(sha256("\n".join(told).encode()).digest())
