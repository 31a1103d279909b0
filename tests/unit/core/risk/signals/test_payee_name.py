"""The signal that asks whether the payee's name fits the account."""

import pytest

from builders.desk_scenes import named
from builders.facts import decided, facts, found, pay
from eidgate.core.binding.names.grade import NameGrade
from eidgate.core.binding.payee import PayeeWhy
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.shape import replace


def state(of: Facts) -> SignalState:
    return {one.name: one.state for one in decided(of).signals}["payee_name"]


@pytest.mark.parametrize(
    ("grade", "reason", "small", "large"),
    [
        (NameGrade.NO_MATCH, Reason.PAYEE_NAME_MISMATCH, Outcome.STEP_UP, Outcome.HOLD),
        (NameGrade.CLOSE, Reason.PAYEE_NAME_CLOSE, Outcome.ALLOW, Outcome.STEP_UP),
    ],
)
def test_a_name_that_does_not_fit_is_found_and_the_payer_warned(
    grade: NameGrade, reason: Reason, small: Outcome, large: Outcome
) -> None:
    decision = decided(facts(payee_name=named(grade)))
    assert found(decision)[reason].outcome is small
    assert found(decision)[reason].evidence == {"grade": grade}
    assert decision.payer_warning is reason
    assert found(pay(50_000_000, payee_name=named(grade)))[reason].outcome is large


def test_a_finding_says_which_difference_it_was() -> None:
    of = replace(named(NameGrade.CLOSE), why=PayeeWhy.ORDER_DIFFERS)
    evidence = found(facts(payee_name=of))[Reason.PAYEE_NAME_CLOSE].evidence
    assert evidence == {"grade": NameGrade.CLOSE, "why": PayeeWhy.ORDER_DIFFERS}


def test_a_name_that_fits_is_nothing() -> None:
    of = facts(payee_name=named(NameGrade.MATCH))
    assert not found(of, "payee_name")
    assert state(of) is SignalState.NOT_OBSERVED


@pytest.mark.parametrize("gap", [one for one in SignalState if one.is_gap])
def test_a_check_without_an_answer_is_a_note(gap: SignalState) -> None:
    of = facts(payee_name=named(None, gap))
    assert found(of)[Reason.PAYEE_NAME_UNKNOWN].outcome is Outcome.ALLOW
    assert state(of) is gap


def test_an_answer_that_says_no_grade_is_no_answer() -> None:
    of = facts(payee_name=named(None))
    assert set(found(of, "payee_name")) == {Reason.PAYEE_NAME_UNKNOWN}
    assert state(of) is SignalState.UNAVAILABLE


@pytest.mark.parametrize("quiet", [SignalState.NOT_MONITORED, SignalState.NOT_OBSERVED])
def test_a_check_that_nobody_made_is_nothing(quiet: SignalState) -> None:
    assert not found(facts(), "payee_name")
    assert state(facts()) is SignalState.NOT_MONITORED
    assert state(facts(payee_name=named(None, quiet))) is quiet
