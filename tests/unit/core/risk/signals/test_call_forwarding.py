"""The signal `call_forwarding`: what the operator says of the payer's number."""

from datetime import timedelta
from typing import Any

import pytest

from builders.desk_scenes import observed
from builders.facts import NOON, decided, facts, found
from eidgate.core.observation import Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts, SimFacts
from eidgate.core.risk.outcome import Outcome

HOUR = timedelta(hours=1)


def told(reading: Reading, **differs: Any) -> Facts:
    return facts(sim=SimFacts(forwarding=reading), **differs)


def state(of: Facts) -> SignalState:
    return {one.name: one.state for one in decided(of).signals}["call_forwarding"]


def test_calls_that_go_elsewhere_are_a_finding_and_a_warning() -> None:
    decision = decided(told(observed()))
    assert found(decision)[Reason.CALL_FORWARDING_ACTIVE].outcome is Outcome.STEP_UP
    assert decision.payer_warning is Reason.CALL_FORWARDING_ACTIVE
    assert state(told(observed(NOON - HOUR))) is SignalState.OBSERVED


@pytest.mark.parametrize("gap", [one for one in SignalState if one.is_gap])
def test_an_operator_that_was_asked_and_did_not_say_is_a_finding(gap: SignalState) -> None:
    of = told(Reading(state=gap))
    assert found(of, "call_forwarding")[Reason.SIM_HISTORY_UNKNOWN].evidence == {"state": gap}
    assert state(of) is gap


@pytest.mark.parametrize("quiet", [SignalState.NOT_MONITORED, SignalState.NOT_OBSERVED])
def test_nobody_asked_or_nothing_seen_is_no_finding(quiet: SignalState) -> None:
    assert not found(told(Reading(state=quiet)), "call_forwarding")
    assert state(told(Reading(state=quiet))) is quiet
    assert state(facts()) is SignalState.NOT_MONITORED
