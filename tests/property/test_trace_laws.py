"""What holds for every trace: it equals the simplest one, and money is neither created nor lost."""

from collections import Counter
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from builders.trace_reference import hops_by_paths, settled, total
from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.movement import movements
from eidgate.core.desk.trace.proposal import propose_holds
from eidgate.core.desk.trace.purse import PURSES, Rule
from eidgate.core.desk.trace.seed import Seed, from_transfer
from eidgate.core.desk.trace.transfers import CASH, Transfer, in_order
from eidgate.core.desk.trace.view import masked, view_for
from eidgate.core.desk.trace.walk import Walk, trace
from eidgate.core.shape import replace

ACCOUNTS = st.sampled_from("abcdef")
TRANSFERS = st.lists(
    st.builds(
        Transfer,
        at=st.integers(0, 6),
        source=ACCOUNTS,
        target=ACCOUNTS | st.just(CASH),
        amount=st.integers(1, 12),
        transfer_id=st.just(""),
    ),
    max_size=9,
)
MANY = st.lists(
    st.builds(
        Transfer,
        at=st.integers(0, 20),
        source=ACCOUNTS,
        target=ACCOUNTS | st.just(CASH),
        amount=st.integers(1, 50),
        transfer_id=st.just(""),
    ),
    max_size=60,
)
RULES = st.sampled_from(Rule)
STARTS = st.integers(0, 4)
SUMS = st.integers(1, 40)
BOUNDS = st.builds(
    Bounds,
    hops=st.integers(0, 6),
    until=st.none() | st.integers(0, 20),
    least=st.integers(0, 6),
    accounts=st.integers(1, 6),
)


@given(TRANSFERS, STARTS, st.integers(0, 5), RULES)
def test_the_hops_are_those_of_all_paths_that_respect_time(
    transfers: list[Transfer], at: int, hops: int, rule: Rule
) -> None:
    seed = Seed(account="a", at=at)
    found = trace(in_order(transfers, accounts="a"), [seed], Bounds(hops=hops, least=0), rule)
    assert {hop: set(accounts) for hop, accounts in found.hops()} == hops_by_paths(transfers, "a", at, hops)


@given(MANY, STARTS, SUMS, BOUNDS, RULES)
def test_the_sums_are_those_of_single_coins_and_exact_shares(
    transfers: list[Transfer], at: int, amount: int, bounds: Bounds, rule: Rule
) -> None:
    seed = Seed(account="a", at=at, amount=amount)
    found = trace(in_order(transfers, accounts="a"), [seed], bounds, rule)
    assert (found.resting, sum(one.amount for one in found.left)) == settled(transfers, seed, bounds, rule)


@given(MANY, STARTS, st.none() | SUMS, BOUNDS, RULES)
def test_no_money_is_created_or_lost(
    transfers: list[Transfer], at: int, amount: int | None, bounds: Bounds, rule: Rule
) -> None:
    seed = Seed(account="a", at=at, amount=amount)
    found = trace(in_order(transfers, accounts="a"), [seed], bounds, rule)
    assert total(found) == found.entered
    assert amount is None or found.entered == amount


@given(MANY, STARTS, BOUNDS, RULES, st.integers())
def test_the_order_in_which_transfers_are_given_makes_no_difference(
    transfers: list[Transfer], at: int, bounds: Bounds, rule: Rule, shuffle: int
) -> None:
    seed = Seed(account="a", at=at)
    shuffled = transfers[:]
    Random(shuffle).shuffle(shuffled)
    before = trace(in_order(transfers, accounts="a"), [seed], bounds, rule)
    assert trace(in_order(shuffled, accounts="a"), [seed], bounds, rule) == before


SEEDS = st.builds(Seed, account=st.just("a"), at=STARTS, amount=st.none() | SUMS)


@given(MANY, SEEDS, BOUNDS, RULES, st.lists(st.integers(0, 20), max_size=4))
def test_a_running_trace_finds_what_one_from_scratch_finds(
    transfers: list[Transfer], seed: Seed, bounds: Bounds, rule: Rule, pauses: list[int]
) -> None:
    walk, seeds = Walk(bounds, rule), [seed]
    for begin, end in pairwise(sorted({seed.at, *(one for one in pauses if one > seed.at), 21})):
        walk.follow(in_order((one for one in transfers if begin <= one.at < end), accounts="a"), seeds)
        seeds = []
    assert walk.result() == trace(in_order(transfers, accounts="a"), [seed], bounds, rule)


@given(MANY, STARTS, BOUNDS, RULES, st.integers(1, 20))
def test_what_moved_later_is_told_and_nothing_else(
    transfers: list[Transfer], at: int, bounds: Bounds, rule: Rule, pause: int
) -> None:
    seed = Seed(account="a", at=at)
    earlier = in_order((one for one in transfers if one.at < pause), accounts="a")
    before = trace(earlier, [seed], bounds, rule)
    after = trace(in_order(transfers, accounts="a"), [seed], bounds, rule)
    told = {one.account: one.arrived for one in movements(before, after)}
    arrived = Counter(flow.target for flow in after.flows for _ in range(flow.amount))
    arrived.subtract(Counter(flow.target for flow in before.flows for _ in range(flow.amount)))
    assert told == +arrived
    assert {one.account: one.traced for one in movements(before, after)}.items() <= {
        one.account: one.traced for one in after.reached
    }.items()


@given(MANY, BOUNDS, RULES, st.data())
def test_a_transfers_money_is_followed_once(
    transfers: list[Transfer], bounds: Bounds, rule: Rule, data: st.DataObject
) -> None:
    arrivals = [one for one in transfers if one.target != CASH]
    if not arrivals:
        return
    arrival = data.draw(st.sampled_from(arrivals))
    found = trace(in_order(transfers), [from_transfer(arrival)], bounds, rule)
    assert total(found) == found.entered == arrival.amount


@given(MANY, STARTS, SUMS, RULES)
def test_never_more_is_held_than_rests_there(
    transfers: list[Transfer], at: int, amount: int, rule: Rule
) -> None:
    seed = Seed(account="a", at=at, amount=amount)
    found = trace(in_order(transfers, accounts="a"), [seed], Bounds(hops=6), rule)
    assert {one.account: one.amount for one in propose_holds(found)} == found.resting
    assert sum(one.amount for one in propose_holds(found)) <= amount


@given(MANY, STARTS, SUMS, RULES)
def test_every_institution_sees_its_own_and_together_they_see_all_the_money(
    transfers: list[Transfer], at: int, amount: int, rule: Rule
) -> None:
    seed = Seed(account="a", at=at, amount=amount)
    found = trace(in_order(transfers, accounts="a"), [seed], Bounds(hops=6), rule)
    keeper = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "z", "f": "z"}
    views = {name: view_for(name, found, keeper=keeper.__getitem__) for name in "xyz"}
    assert sum(view.entered for view in views.values()) == found.entered
    for name, view in views.items():
        others = {account for account, kept in keeper.items() if kept != name}
        shown = {one.account for one in view.reached} | {end for flow in view.flows for end in flow[:2]}
        assert not shown & others
        assert total(view) == view.entered
    hidden = masked(found, keeper=keeper.__getitem__)
    assert sorted(one.traced for one in hidden.reached) == sorted(one.traced for one in found.reached)


PAYMENTS = st.lists(st.integers(1, 30), min_size=1, max_size=6)


@given(SUMS, SUMS, PAYMENTS, RULES)
def test_a_sum_paid_in_parts_moves_as_much_as_paid_at_once(
    traced: int, other: int, payments: list[int], rule: Rule
) -> None:
    parts, once = PURSES[rule](), PURSES[rule]()
    for purse in (parts, once):
        purse.put(traced, other)
    assert sum(parts.take(one) for one in payments) == once.take(sum(payments))
    assert parts.traced == once.traced


@given(MANY, STARTS, RULES, st.integers(1, 5))
def test_a_wider_bound_never_reaches_less(transfers: list[Transfer], at: int, rule: Rule, hops: int) -> None:
    seed, near = Seed(account="a", at=at), Bounds(hops=hops, least=0)
    given_in_order = in_order(transfers, accounts="a")
    closer = trace(given_in_order, [seed], near, rule)
    wider = trace(given_in_order, [seed], replace(near, hops=hops + 1), rule)
    assert {one.account for one in closer.reached} <= {one.account for one in wider.reached}
