"""The signal `sim_device`: what the operator says of the payer's number."""

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
    return facts(sim=SimFacts(device_change=reading), **differs)


def state(of: Facts) -> SignalState:
    return {one.name: one.state for one in decided(of).signals}["sim_device"]


@pytest.mark.parametrize("ago", [timedelta(0), HOUR, 24 * HOUR])
def test_a_phone_changed_within_the_window_steps_up(ago: timedelta) -> None:
    finding = found(told(observed(NOON - ago)))[Reason.SIM_DEVICE_CHANGED]
    assert finding.outcome is Outcome.STEP_UP
    assert finding.evidence == {"hours": str(ago // HOUR)}


def test_a_phone_changed_before_the_window_is_nothing() -> None:
    of = told(observed(NOON - 24 * HOUR - timedelta(microseconds=1)))
    assert not found(of, "sim_device")
    assert state(of) is SignalState.NOT_OBSERVED


def test_a_change_without_a_date_counts_as_recent() -> None:
    assert found(told(observed()))[Reason.SIM_DEVICE_CHANGED].evidence == {"hours": "unknown"}


@pytest.mark.parametrize("gap", [one for one in SignalState if one.is_gap])
def test_an_operator_that_was_asked_and_did_not_say_is_a_finding(gap: SignalState) -> None:
    of = told(Reading(state=gap))
    assert found(of, "sim_device")[Reason.SIM_HISTORY_UNKNOWN].evidence == {"state": gap}
    assert state(of) is gap


@pytest.mark.parametrize("quiet", [SignalState.NOT_MONITORED, SignalState.NOT_OBSERVED])
def test_nobody_asked_or_nothing_seen_is_no_finding(quiet: SignalState) -> None:
    assert not found(told(Reading(state=quiet)), "sim_device")
    assert state(told(Reading(state=quiet))) is quiet
    assert state(facts()) is SignalState.NOT_MONITORED
