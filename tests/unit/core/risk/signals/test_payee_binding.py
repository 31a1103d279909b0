"""The signal that asks whose account is paid, and since when that is known."""

from datetime import timedelta

import pytest

from builders.facts import (
    BINH,
    NOON,
    account,
    bound,
    decided,
    facts,
    found,
    identity_check,
    transaction,
    unpaid,
)
from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome

NEXT_DOOR = transaction(payee=account("7700"))
SUSPENDED = bound(BINH, active=False, state=BindingState.SUSPENDED)


def state(of: Facts) -> SignalState:
    return {one.name: one.state for one in decided(of).signals}["payee_binding"]


def test_an_account_of_the_same_bank_bound_to_nobody_is_a_note() -> None:
    finding = found(facts(NEXT_DOOR))[Reason.PAYEE_BINDING_MISSING]
    assert (finding.outcome, finding.evidence) == (Outcome.ALLOW, {"state": "none"})
    revoked = found(facts(NEXT_DOOR, payee_binding=bound(BINH, active=False)))
    assert revoked[Reason.PAYEE_BINDING_MISSING].evidence == {"state": "revoked"}


def test_what_another_bank_did_not_tell_us_says_nothing() -> None:
    assert not found(facts(), "payee_binding")
    assert state(facts()) is SignalState.NOT_MONITORED


@pytest.mark.parametrize("of", [facts(payee_binding=SUSPENDED), facts(NEXT_DOOR, payee_binding=SUSPENDED)])
def test_a_suspended_binding_is_found_wherever_the_account_is(of: Facts) -> None:
    decision = decided(of)
    assert set(found(decision, "payee_binding")) == {Reason.PAYEE_BINDING_SUSPENDED}
    assert decision.payer_warning is Reason.PAYEE_BINDING_SUSPENDED


def test_a_young_binding_is_a_note_with_its_hours() -> None:
    young = bound(BINH, confirmed_at=NOON - timedelta(hours=23, minutes=59))
    finding = found(facts(payee_binding=young))[Reason.PAYEE_BINDING_YOUNG]
    assert (finding.outcome, finding.evidence) == (Outcome.ALLOW, {"hours": "23"})


@pytest.mark.parametrize("age", [timedelta(hours=24), timedelta(days=400), None])
def test_an_old_binding_or_one_of_no_date_is_nothing(age: timedelta | None) -> None:
    old = bound(BINH, confirmed_at=None if age is None else NOON - age)
    assert not found(facts(payee_binding=old), "payee_binding")
    assert state(facts(payee_binding=old)) is SignalState.NOT_OBSERVED


@pytest.mark.parametrize("of", [identity_check(), facts(unpaid("login"))])
def test_where_nobody_is_paid_nobodys_binding_is_asked_for(of: Facts) -> None:
    assert state(of) is SignalState.NOT_MONITORED
