"""The signal that asks whether somebody else leads the customer's hand."""

import pytest

from builders.desk_scenes import signs
from builders.facts import decided, facts, found, pay
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.transaction import SessionSign

REASONS = {
    SessionSign.REMOTE_CONTROL: Reason.REMOTE_CONTROL_ACTIVE,
    SessionSign.SCREEN_SHARING: Reason.SCREEN_SHARED,
    SessionSign.CALL_IN_PROGRESS: Reason.CALL_IN_PROGRESS,
    SessionSign.ACCESSIBILITY_SERVICE: Reason.ACCESSIBILITY_SERVICE_ACTIVE,
}


def state(of: Facts) -> SignalState:
    return {one.name: one.state for one in decided(of).signals}["remote_session"]


@pytest.mark.parametrize("sign", SessionSign)
def test_each_sign_is_a_finding_and_a_warning(sign: SessionSign) -> None:
    decision = decided(facts(session=signs(sign)))
    assert set(found(decision, "remote_session")) == {REASONS[sign]}
    assert decision.payer_warning is REASONS[sign]


def test_a_sign_counts_from_a_relying_party_that_does_not_say_that_it_looked() -> None:
    assert found(facts(session=signs(SessionSign.SCREEN_SHARING, inspected=False)), "remote_session")


def test_a_phone_led_from_elsewhere_pays_nothing_at_once_and_nothing_large_at_all() -> None:
    of = signs(SessionSign.REMOTE_CONTROL)
    assert decided(facts(session=of)).outcome is Outcome.HOLD
    assert decided(pay(50_000_000, session=of)).outcome is Outcome.DENY


def test_a_call_alone_stops_no_small_payment() -> None:
    of = facts(session=signs(SessionSign.CALL_IN_PROGRESS))
    assert found(of)[Reason.CALL_IN_PROGRESS].outcome is Outcome.ALLOW


def test_signs_are_found_in_any_order_each_once() -> None:
    one = signs(SessionSign.SCREEN_SHARING, SessionSign.REMOTE_CONTROL)
    other = signs(SessionSign.REMOTE_CONTROL, SessionSign.SCREEN_SHARING, SessionSign.SCREEN_SHARING)
    assert decided(facts(session=one)).findings == decided(facts(session=other)).findings


def test_nothing_there_is_not_the_same_as_nobody_looked() -> None:
    assert state(facts(session=signs())) is SignalState.NOT_OBSERVED
    assert state(facts()) is SignalState.NOT_MONITORED
