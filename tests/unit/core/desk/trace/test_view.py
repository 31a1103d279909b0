from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.result import NOTHING
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.desk.trace.transfers import Transfer, in_order
from eidgate.core.desk.trace.view import institution_of, masked, view_for
from eidgate.core.desk.trace.walk import trace

GIVEN = in_order([Transfer(1, "x:1", "y:1", 10), Transfer(2, "y:1", "y:2", 4), Transfer(3, "y:1", "z:1", 6)])
FOUND = trace(GIVEN, [Seed(account="x:1", at=0)], Bounds(hops=6), Rule.FIFO)


def keeper(account: str) -> str:
    return account.partition(":")[0]


def test_an_institution_sees_both_ends_of_its_own_transfers_and_one_of_the_others() -> None:
    view = view_for("y", FOUND, keeper=keeper)
    assert [tuple(flow) for flow in view.flows] == [
        ("x#1", "y:1", 10),
        ("y:1", "y:2", 4),
        ("y:1", "z#2", 6),
    ]
    assert [one.account for one in view.reached] == ["y:1", "y:2"]
    assert view.entered == 4


def test_an_institution_that_only_received_sees_nothing_of_what_was_before() -> None:
    view = view_for("z", FOUND, keeper=keeper)
    assert [tuple(flow) for flow in view.flows] == [("y#1", "z:1", 6)]
    assert view.entered == 6


def test_who_keeps_no_account_in_it_sees_nothing() -> None:
    assert view_for("w", FOUND, keeper=keeper) == NOTHING


def test_the_masked_way_is_whole_and_says_where_each_account_is_kept() -> None:
    view = masked(FOUND, keeper=keeper)
    assert [institution_of(one.account) for one in view.reached] == ["x", "y", "y", "z"]
    assert sorted(flow.amount for flow in view.flows) == [4, 6, 10]
    assert ":" not in repr([one.account for one in view.reached])
