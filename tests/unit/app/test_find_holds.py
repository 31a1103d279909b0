"""Reading holds: whom one concerns sees it, as it stands now."""

import pytest

from builders.holding import asked
from builders.others import WITHOUT_RIGHTS
from builders.service import Scene
from builders.tainted import taint, trace_to
from eidgate.app.find_holds import ListHolds, get_hold, list_holds
from eidgate.app.place_hold import place_hold
from eidgate.core.desk.hold import HoldName, HoldState
from eidgate.core.errors import InvalidCommandError, NotFoundError, NotPermittedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Vnd
from eidgate.simulator.world import AUDITOR, BANK, OTHER_BANK, POLICE, RISK_TEAM, SHOP, WALLET


@pytest.mark.parametrize("caller", [BANK, OTHER_BANK, POLICE, AUDITOR])
def test_whom_it_concerns_reads_it_with_its_receipt(bound: Scene, caller: RelyingParty) -> None:
    placed = place_hold(asked(bound), bound.service)
    read = get_hold(caller, placed.hold.name, bound.service)
    assert (read.hold, read.receipt) == (placed.hold, placed.receipt)
    assert list_holds(ListHolds(caller=caller), bound.service).holds == (placed.hold,)


def test_anothers_reads_like_none(bound: Scene) -> None:
    placed = place_hold(asked(bound), bound.service)
    told = set()
    for name in (placed.hold.name, HoldName("holds/none")):
        with pytest.raises(NotFoundError) as error:
            get_hold(WALLET, name, bound.service)
        told.add(str(error.value))
    assert len(told) == 1
    assert list_holds(ListHolds(caller=WALLET), bound.service).holds == ()


@pytest.mark.parametrize("caller", [SHOP, RISK_TEAM, WITHOUT_RIGHTS])
def test_who_may_not_read_holds_reads_none(bound: Scene, caller: RelyingParty) -> None:
    for act in (
        lambda: get_hold(caller, HoldName("holds/x"), bound.service),
        lambda: list_holds(ListHolds(caller=caller), bound.service),
    ):
        with pytest.raises(NotPermittedError):
            act()


def test_an_end_counts_before_anybody_wrote_it_down(bound: Scene) -> None:
    name = place_hold(asked(bound), bound.service).hold.name
    bound.clock.wait(hours=72)
    read = get_hold(BANK, name, bound.service)
    assert read.hold.state is HoldState.PLACED
    assert read.hold.state_at(read.at) is HoldState.EXPIRED
    active = ListHolds(caller=BANK, active_only=True)
    assert list_holds(active, bound.service).holds == ()


def test_pages_give_every_hold_once_in_the_order_of_placing(bound: Scene) -> None:
    placed = [place_hold(asked(bound, amount=Vnd(1)), bound.service).hold.name for _ in range(5)]
    read, token = [], ""
    for _ in range(3):
        page = list_holds(ListHolds(caller=OTHER_BANK, size=2, token=token), bound.service)
        read += [hold.name for hold in page.holds]
        token = page.next_page_token
    assert (read, token) == (placed, "")


def test_a_page_can_be_about_one_account(bound: Scene) -> None:
    other = bound.world.account(78, bank=OTHER_BANK)
    place_hold(asked(bound), bound.service)
    basis = trace_to(taint(bound.store, other))
    about = place_hold(asked(bound, account=other, basis=basis), bound.service).hold
    page = list_holds(ListHolds(caller=BANK, account=other), bound.service)
    assert page.holds == (about,)


def test_a_token_is_good_for_its_question_only(bound: Scene) -> None:
    for _ in range(2):
        place_hold(asked(bound, amount=Vnd(1)), bound.service)
    token = list_holds(ListHolds(caller=BANK, size=1), bound.service).next_page_token
    assert token
    for wrong in (
        ListHolds(caller=OTHER_BANK, size=1, token=token),
        ListHolds(caller=BANK, size=1, token=token, active_only=True),
        ListHolds(caller=BANK, size=1, token=token, account=bound.payee),
    ):
        with pytest.raises(InvalidCommandError):
            list_holds(wrong, bound.service)
