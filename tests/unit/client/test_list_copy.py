"""A copy agrees with whoever computes its digest as the contract says, or says that it does not."""

from datetime import datetime, timedelta
from hashlib import sha256

import pytest

from builders.ledger import NOON
from builders.lister import Kept, account
from eidgate.client import CopyDiffersError, ListCopy, listing_key
from eidgate.v1 import identifier_pb2 as identifiers
from eidgate.v1 import watchlist_service_pb2 as pb

MULE, OTHER = account("0200000077"), account("0200000078")
END = NOON + timedelta(days=90)


def put(
    name: str, identifier: identifiers.Identifier = MULE, *, grade: int = 1, until: datetime = END
) -> pb.WatchEntriesResponse:
    listing = pb.Listing(name=name, grade=pb.EntryGrade.ValueType(grade), code=3, source="999901")
    listing.expire_time.FromDatetime(until)
    change = pb.ListingChange(name=name, key=listing_key(identifier), listing=listing)
    return pb.WatchEntriesResponse(cursor=f"c:{name}:", change=change)


def gone(name: str) -> pb.WatchEntriesResponse:
    return pb.WatchEntriesResponse(cursor=f"c:{name}-gone:", change=pb.ListingChange(name=name))


def checkpoint(*steps: pb.WatchEntriesResponse) -> pb.WatchEntriesResponse:
    """What a server says that sent these steps; reckoned by the contract alone."""
    kept = Kept()
    for step in steps:
        kept.apply(step)
    count, digest = kept.digest
    return pb.WatchEntriesResponse(cursor="c:9:", checkpoint=pb.Checkpoint(count=count, digest=digest))


STEPS = {
    "nothing": [],
    "put": [put("a")],
    "put twice": [put("a"), put("a")],
    "put again, graver": [put("a"), put("a", grade=3)],
    "two of one identifier": [put("a"), put("b")],
    "taken back": [put("a"), put("b"), gone("a")],
    "taken back twice": [put("a"), gone("a"), gone("a")],
    "of another identifier by now": [put("a"), put("a", OTHER)],
    "put after it was taken back": [put("a"), gone("a"), put("a", grade=2)],
}


@pytest.mark.parametrize("name", STEPS)
def test_a_copy_that_applied_every_step_agrees(name: str) -> None:
    copy = ListCopy()
    for step in [*STEPS[name], checkpoint(*STEPS[name])]:
        copy.apply(step)
        assert copy.cursor == step.cursor


@pytest.mark.parametrize(
    "missed", [[put("b")], [put("a", grade=2)], [put("a", until=NOON)], [gone("a")], [put("a", OTHER)]]
)
def test_a_copy_that_missed_a_step_is_told_so(missed: list[pb.WatchEntriesResponse]) -> None:
    copy = ListCopy()
    copy.apply(put("a"))
    with pytest.raises(CopyDiffersError):
        copy.apply(checkpoint(put("a"), *missed))
    assert copy.cursor == "c:a:"


def test_what_stands_against_an_identifier_is_found_until_it_ends() -> None:
    copy = ListCopy()
    for step in (put("a"), put("b", grade=3, until=NOON), put("c", OTHER)):
        copy.apply(step)
    assert [one.name for one in copy.listings(MULE, at=NOON)] == ["a"]
    assert [one.name for one in copy.listings(OTHER, at=END - timedelta(microseconds=1))] == ["c"]
    assert copy.listings(OTHER, at=END) == []
    assert sorted(one.name for one in copy) == ["a", "b", "c"]
    assert len(copy) == 3


def test_what_was_taken_back_is_found_no_more() -> None:
    copy = ListCopy()
    for step in (put("a"), put("b"), gone("a")):
        copy.apply(step)
    assert [one.name for one in copy.listings(MULE, at=NOON)] == ["b"]
    copy.apply(gone("b"))
    assert copy.listings(MULE, at=NOON) == []


def test_a_key_is_the_digest_that_the_contract_describes() -> None:
    social = identifiers.Identifier(kind=identifiers.IDENTIFIER_KIND_SOCIAL_ACCOUNT, value="facebook:1")
    assert listing_key(social) == sha256(b"social_account:facebook:1").hexdigest()
