"""The digest of a set of listings: whatever the order, whatever happened in between."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders.ledger import NOON
from builders.watchlist import MULE, row
from eidgate.core.desk.listed import Listing, SetDigest, fingerprint, public_key
from eidgate.core.desk.standing import Grade


def listing(number: int, *, code: int = 3) -> Listing:
    return Listing(
        name=f"entries/e{number}",
        identifier=row(number).identifier,
        grade=Grade.HIGH,
        code=code,
        source="simo",
        since=NOON,
        until=NOON + timedelta(days=1),
    )


def digest(*listings: Listing) -> SetDigest:
    total = SetDigest()
    for one in listings:
        total = total.put(one)
    return total


@given(st.lists(st.integers(0, 50), unique=True).flatmap(lambda n: st.tuples(st.just(n), st.permutations(n))))
def test_the_order_does_not_matter(numbers: tuple[list[int], list[int]]) -> None:
    one, other = numbers
    assert digest(*map(listing, one)) == digest(*map(listing, other))


@given(st.lists(st.integers(0, 50), unique=True, min_size=1))
def test_what_is_taken_back_leaves_no_trace(numbers: list[int]) -> None:
    total = digest(*map(listing, numbers))
    for number in numbers[1:]:
        total = total.taken(listing(number))
    assert total == digest(listing(numbers[0]))
    assert total.taken(listing(numbers[0])).digest == bytes(32)


def test_a_listing_put_twice_by_mistake_is_seen() -> None:
    twice = digest(listing(1), listing(1))
    assert twice not in {digest(), digest(listing(1))}


def test_a_change_that_was_summed_up_on_its_own_comes_to_the_same() -> None:
    change = SetDigest().taken(listing(1)).put(listing(2))
    assert digest(listing(1), listing(3)).plus(change) == digest(listing(3), listing(2))


def test_every_field_that_subscribers_hold_counts() -> None:
    assert fingerprint(listing(1)) != fingerprint(listing(1, code=4)) != fingerprint(listing(2))


def test_the_public_key_is_what_the_contract_says() -> None:
    assert public_key(MULE) == "65b810a8a69d5cc90104efe73eabb066241d611dac3d376228e5907c8bc8e9eb"
