"""The signal that asks whether the payer's number was moved to a new SIM lately."""

from datetime import timedelta

import pytest

from builders.facts import decided, facts, found
from builders.regulation import NOON
from eidgate.core.observation import Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts, SimFacts
from eidgate.core.risk.outcome import Outcome


def swapped(ago: timedelta | None) -> Facts:
    at = None if ago is None else NOON - ago
    return facts(sim=SimFacts(swap=Reading(state=SignalState.OBSERVED, at=at, as_of=NOON)))


def state(of: Facts) -> SignalState:
    return {one.name: one.state for one in decided(of).signals}["sim_swap"]


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(hours=2), timedelta(hours=72)])
def test_a_swap_within_the_window_holds(ago: timedelta) -> None:
    finding = found(swapped(ago))[Reason.SIM_SWAPPED_RECENTLY]
    assert finding.outcome is Outcome.HOLD
    assert finding.evidence == {"hours": str(ago // timedelta(hours=1))}


def test_a_swap_before_the_window_is_nothing() -> None:
    of = swapped(timedelta(hours=72, microseconds=1))
    assert not found(of, "sim_swap")
    assert state(of) is SignalState.NOT_OBSERVED


def test_a_swap_without_a_date_counts_as_recent() -> None:
    assert found(swapped(None))[Reason.SIM_SWAPPED_RECENTLY].evidence == {"hours": "unknown"}


@pytest.mark.parametrize("gap", [one for one in SignalState if one.is_gap])
def test_an_operator_that_was_asked_and_did_not_say_is_a_finding(gap: SignalState) -> None:
    of = facts(sim=SimFacts(swap=Reading(state=gap)))
    assert found(of)[Reason.SIM_HISTORY_UNKNOWN].evidence == {"state": gap}
    assert state(of) is gap


@pytest.mark.parametrize("quiet", [SignalState.NOT_MONITORED, SignalState.NOT_OBSERVED])
def test_nobody_asked_or_nothing_seen_is_no_finding(quiet: SignalState) -> None:
    of = facts(sim=SimFacts(swap=Reading(state=quiet)))
    assert not found(of, "sim_swap")
    assert state(of) is quiet
