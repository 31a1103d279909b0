"""The signal `number_recycled`: what the operator says of the payer's number."""

from datetime import timedelta
from typing import Any

import pytest

from builders.desk_scenes import observed
from builders.facts import NOON, bound, decided, facts, found
from eidgate.core.observation import Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts, SimFacts
from eidgate.core.risk.outcome import Outcome

HOUR = timedelta(hours=1)


def told(reading: Reading, **differs: Any) -> Facts:
    return facts(sim=SimFacts(recycled=reading), **differs)


def state(of: Facts) -> SignalState:
    return {one.name: one.state for one in decided(of).signals}["number_recycled"]


@pytest.mark.parametrize("confirmed_at", [None, NOON - 2 * HOUR, NOON - HOUR])
def test_a_number_given_away_since_the_account_was_bound_holds(confirmed_at: object) -> None:
    of = told(observed(NOON - HOUR), payer_binding=bound(confirmed_at=confirmed_at))
    assert found(of)[Reason.NUMBER_RECYCLED].outcome is Outcome.HOLD
    assert found(of)[Reason.NUMBER_RECYCLED].evidence == {"hours": "1"}


def test_a_binding_by_the_new_subscriber_settles_it() -> None:
    of = told(observed(NOON - HOUR), payer_binding=bound(confirmed_at=NOON - HOUR / 2))
    assert not found(of, "number_recycled")
    assert state(of) is SignalState.NOT_OBSERVED


@pytest.mark.parametrize("binding", [None, bound(active=False, confirmed_at=NOON)])
def test_without_a_binding_in_force_nothing_settles_it(binding: object) -> None:
    assert Reason.NUMBER_RECYCLED in found(told(observed(NOON - HOUR), payer_binding=binding))


def test_a_number_given_away_at_no_known_date_counts() -> None:
    of = told(observed(), payer_binding=bound(confirmed_at=NOON))
    assert found(of)[Reason.NUMBER_RECYCLED].evidence == {"hours": "unknown"}


@pytest.mark.parametrize("gap", [one for one in SignalState if one.is_gap])
def test_an_operator_that_was_asked_and_did_not_say_is_a_finding(gap: SignalState) -> None:
    of = told(Reading(state=gap))
    assert found(of, "number_recycled")[Reason.SIM_HISTORY_UNKNOWN].evidence == {"state": gap}
    assert state(of) is gap


@pytest.mark.parametrize("quiet", [SignalState.NOT_MONITORED, SignalState.NOT_OBSERVED])
def test_nobody_asked_or_nothing_seen_is_no_finding(quiet: SignalState) -> None:
    assert not found(told(Reading(state=quiet)), "number_recycled")
    assert state(told(Reading(state=quiet))) is quiet
    assert state(facts()) is SignalState.NOT_MONITORED
