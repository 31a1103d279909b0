import pytest

from builders.trace_reference import total
from eidgate.core.desk.trace.bounds import MOST_HOPS, Bounds, Exit
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.result import Traced
from eidgate.core.desk.trace.seed import Seed, from_transfer
from eidgate.core.desk.trace.transfers import CASH, Transfer, in_order
from eidgate.core.desk.trace.walk import Walk, trace

FAR = Bounds(hops=6, least=0)


def followed(
    *transfers: tuple[int, str, str, int],
    seed: Seed | None = None,
    bounds: Bounds = FAR,
    rule: Rule = Rule.FIFO,
) -> Traced:
    given = in_order((Transfer(*one) for one in transfers), accounts="a")
    found = trace(given, [seed or Seed(account="a", at=0)], bounds, rule)
    assert total(found) == found.entered
    return found


def hops(found: Traced) -> dict[str, int]:
    return {one.account: one.hop for one in found.reached}


def test_a_path_never_goes_back_in_time() -> None:
    found = followed((5, "a", "b", 1), (4, "b", "c", 1), (5, "b", "d", 1))
    assert hops(found) == {"a": 0, "b": 1, "d": 2}


def test_transfers_before_the_start_are_not_followed_and_one_at_its_instant_is() -> None:
    found = followed((3, "a", "b", 1), (4, "a", "c", 1), seed=Seed(account="a", at=4))
    assert hops(found) == {"a": 0, "c": 1}


def test_what_arrived_early_by_a_long_way_leaves_early_as_the_far_account_that_it_is() -> None:
    """d is three transfers away when it pays e, and one transfer away when it pays f."""
    transfers = (
        (1, "a", "b", 1),
        (2, "b", "c", 1),
        (3, "c", "d", 1),
        (4, "d", "e", 1),
        (5, "a", "d", 1),
        (6, "d", "f", 1),
    )
    assert hops(followed(*transfers)) == {"a": 0, "b": 1, "d": 1, "c": 2, "f": 2, "e": 4}
    near = followed(*transfers, bounds=Bounds(hops=3, least=0))
    assert hops(near) == {"a": 0, "b": 1, "d": 1, "c": 2, "f": 2}
    assert [tuple(one) for one in near.left] == [("d", Exit.HOPS, 1)]


def test_a_chain_in_one_instant_is_followed_in_whatever_order_its_names_stand() -> None:
    found = followed((1, "z", "y", 5), (1, "a", "z", 5), (1, "y", "x", 5))
    assert hops(found) == {"a": 0, "z": 1, "y": 2, "x": 3}
    assert found.resting == {"x": 5}


def test_a_ring_in_one_instant_ends() -> None:
    found = followed((1, "a", "b", 5), (1, "b", "c", 5), (1, "c", "b", 5), (1, "b", "b", 5))
    assert found.resting == {"b": 5}


def test_money_that_came_back_is_not_counted_twice() -> None:
    found = followed((1, "a", "b", 10), (2, "b", "a", 10), (3, "a", "c", 10))
    assert (found.entered, found.resting) == (10, {"c": 10})


def test_first_in_is_first_out() -> None:
    found = followed((1, "a", "b", 10), (2, "x", "b", 10), (3, "b", "c", 15), (4, "b", "d", 5))
    assert found.resting == {"c": 10}


def test_a_share_of_every_payment_is_exact_in_whole_units() -> None:
    transfers = (
        (1, "a", "b", 10),
        (2, "x", "b", 20),
        (3, "b", "c", 1),
        (4, "b", "d", 1),
        (5, "b", "e", 1),
        (6, "b", "f", 27),
    )
    assert followed(*transfers, rule=Rule.PRO_RATA).resting == {"e": 1, "f": 9}


def test_what_an_account_held_before_leaves_last() -> None:
    found = followed((1, "x", "b", 100), (2, "a", "b", 10), (3, "b", "c", 110))
    assert found.resting == {"c": 10}


def test_a_withdrawal_ends_the_trail_even_after_the_last_hop() -> None:
    found = followed((1, "a", "b", 10), (2, "b", CASH, 4), (3, "b", "c", 6), bounds=Bounds(hops=1))
    assert [tuple(one) for one in found.cash_outs] == [("b", Exit.CASH, 4)]
    assert [tuple(one) for one in found.cut] == [("b", Exit.HOPS, 6)]
    assert CASH not in hops(found)


def test_a_start_from_a_transfer_does_not_follow_it_again() -> None:
    arrival = Transfer(1, "v", "m", 50)
    given = in_order([arrival, arrival, Transfer(2, "m", "c", 70)])
    found = trace(given, [from_transfer(arrival)], FAR, Rule.FIFO)
    assert (found.entered, found.resting) == (50, {"c": 50})
    assert hops(found) == {"m": 0, "c": 1}


def test_several_transfers_of_one_report_are_followed_together() -> None:
    first, second = Transfer(1, "v", "m", 50), Transfer(3, "v", "n", 20)
    given = in_order([first, second, Transfer(2, "m", "c", 50), Transfer(4, "n", "c", 20)])
    found = trace(given, [from_transfer(second), from_transfer(first, amount=30)], FAR, Rule.FIFO)
    assert (found.entered, found.resting) == (50, {"c": 50})


def test_an_account_from_which_all_is_traced_may_be_reached_before() -> None:
    given = in_order([Transfer(1, "a", "b", 10), Transfer(5, "b", "c", 30)])
    seeds = [Seed(account="a", at=0, amount=10), Seed(account="b", at=4)]
    found = trace(given, seeds, FAR, Rule.FIFO)
    assert (found.entered, found.resting) == (30, {"c": 30})


def test_a_running_trace_goes_on_with_later_transfers_only() -> None:
    walk = Walk(FAR, Rule.FIFO)
    walk.follow(in_order([Transfer(5, "a", "b", 1)]), [Seed(account="a", at=0)])
    with pytest.raises(ValueError, match="later transfers only"):
        walk.follow(in_order([Transfer(5, "b", "c", 1)]))
    walk.follow(in_order([]))
    walk.follow(in_order([Transfer(6, "b", "c", 1)]))
    assert walk.result().resting == {"c": 1}


def test_an_account_of_which_nothing_is_known_cannot_be_a_start() -> None:
    with pytest.raises(KeyError):
        trace(in_order([]), [Seed(account="a", at=0)], FAR, Rule.FIFO)


@pytest.mark.parametrize(
    "bounds",
    [{"hops": -1}, {"hops": MOST_HOPS + 1}, {"hops": 1, "least": -1}, {"hops": 1, "accounts": 0}],
)
def test_bounds_that_make_no_sense_are_refused(bounds: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must"):
        Bounds(**bounds)
