"""Placing a hold: on whose word, on which ground, and what the next payment meets."""

from datetime import timedelta

import pytest

from builders.holding import asked, verified
from builders.service import NOON, Scene
from eidgate.app.place_hold import place_hold
from eidgate.core.desk.hold import Ground, Hold, HoldState
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.standing import StandingKind
from eidgate.core.errors import (
    IllegalStateError,
    InvalidCommandError,
    NotPermittedError,
    RequestIdReusedError,
    SourceUnavailableError,
)
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.simulator.world import BANK, HOTLINE, OPERATOR, OTHER_BANK, POLICE, SHOP, officer


def fields(error: pytest.ExceptionInfo[InvalidCommandError]) -> list[str]:
    return [one.field for one in error.value.violations]


def test_a_hold_is_placed_recorded_and_receipted(bound: Scene) -> None:
    answer = place_hold(asked(bound, caller=officer(BANK, "an")), bound.service)
    held = answer.hold
    assert bound.store.holds.get(held.name) == held
    assert (held.keeper, held.requester, held.requested_by, held.actor) == (
        OTHER_BANK.institution,
        BANK.institution,
        BANK.relying_party_id,
        "bank-one/an",
    )
    assert (held.state, held.until, held.ordered_by) == (HoldState.PLACED, NOON + timedelta(hours=72), "")
    assert verified(answer, bound)


def test_the_next_decision_knows_of_it(bound: Scene) -> None:
    held = place_hold(asked(bound), bound.service).hold
    [standing] = bound.pay().record.facts.standings
    assert (standing.kind, standing.name, standing.amount) == (StandingKind.HELD, held.name, held.amount)


def test_a_retry_gets_the_same_answer_even_after_the_hold_ended(bound: Scene) -> None:
    command = asked(bound)
    first = place_hold(command, bound.service)
    bound.clock.wait(days=30)
    again = place_hold(command, bound.service)
    assert (again.hold, again.receipt) == (first.hold, first.receipt)
    assert again.hold.state_at(again.at) is HoldState.EXPIRED
    with pytest.raises(RequestIdReusedError):
        place_hold(replace(command, request=replace(command.request, digest=b"other")), bound.service)


def test_the_police_order_a_hold_at_any_bank(bound: Scene) -> None:
    command = asked(bound, caller=POLICE, ground=Ground.AUTHORITY_ORDER, order_number="12/QD")
    held = place_hold(command, bound.service).hold
    assert (held.ordered_by, held.order_number) == ("police", "12/QD")


def test_a_bank_passes_an_order_on_for_its_own_account_only(bound: Scene) -> None:
    order = {"ground": Ground.AUTHORITY_ORDER, "order_number": "12/QD"}
    held = place_hold(asked(bound, caller=OTHER_BANK, **order), bound.service).hold
    assert held.ordered_by == ""
    with pytest.raises(NotPermittedError):
        place_hold(asked(bound, **order), bound.service)


@pytest.mark.parametrize("caller", [SHOP, OPERATOR, HOTLINE])
def test_who_may_not_hold_is_refused(bound: Scene, caller: RelyingParty) -> None:
    with pytest.raises(NotPermittedError):
        place_hold(asked(bound, caller=caller), bound.service)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": Vnd(4_000_001)}, "amount"),
        ({"until": NOON}, "expire_time"),
        ({"until": NOON + timedelta(hours=72, seconds=1)}, "expire_time"),
        ({"order_number": "12/QD"}, "order_number"),
        ({"basis": "decisions/none"}, "basis"),
    ],
)
def test_what_is_not_acceptable_is_told_by_its_field(
    bound: Scene, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidCommandError) as error:
        place_hold(asked(bound, **changes), bound.service)
    assert fields(error) == [field]


def test_a_decision_of_ones_own_on_a_payment_to_this_account_is_a_basis(bound: Scene) -> None:
    name = bound.pay().record.name
    held: Hold = place_hold(asked(bound, basis=name), bound.service).hold
    assert (held.basis, held.identifier) == (name, identifier_of(bound.payee))


def test_a_decision_bounds_the_ceiling_and_is_good_for_its_payee_only(bound: Scene) -> None:
    name = bound.pay().record.name
    for changes, field in (
        ({"ceiling": Vnd(4_000_001)}, "ceiling"),
        ({"account": bound.world.account(78, bank=OTHER_BANK)}, "basis"),
        ({"caller": OTHER_BANK}, "basis"),
    ):
        with pytest.raises(InvalidCommandError) as error:
            place_hold(asked(bound, basis=name, **changes), bound.service)  # type: ignore[arg-type]  # as above
        assert fields(error) == [field]


def test_an_identity_check_is_no_basis(bound: Scene) -> None:
    name = bound.meet(bound.identify(caller=BANK), caller=BANK).record.name
    with pytest.raises(InvalidCommandError):
        place_hold(asked(bound, basis=name), bound.service)


def test_all_holds_on_one_basis_stay_within_the_ceiling(bound: Scene) -> None:
    place_hold(asked(bound), bound.service)
    with pytest.raises(IllegalStateError):
        place_hold(asked(bound, amount=Vnd(1_000_001)), bound.service)


def test_a_long_postponement_needs_the_calendar(bound: Scene) -> None:
    bound.clock.wait(days=365)
    command = asked(
        bound,
        caller=OTHER_BANK,
        ground=Ground.AML_POSTPONEMENT,
        until=bound.clock.now() + timedelta(hours=80),
    )
    with pytest.raises(SourceUnavailableError):
        place_hold(command, bound.service)


def test_a_lost_receipt_key_gives_no_answer_without_a_receipt(bound: Scene) -> None:
    command = asked(bound)
    place_hold(command, bound.service)
    keyless = replace(bound.service, receipt_keys=replace(bound.service.receipt_keys, keys={}))
    with pytest.raises(SourceUnavailableError):
        place_hold(command, keyless)
