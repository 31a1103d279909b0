"""The signal `sim_service`: a change of device that nobody verified, and what it leaves of the number."""

from datetime import timedelta

import pytest

from builders.desk_scenes import unverified
from builders.facts import NOON, decided, facts, found, pay
from eidgate.core.binding.sim_service import SimService
from eidgate.core.observation import Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts, SimServiceFacts
from eidgate.core.risk.outcome import Outcome

HOUR = timedelta(hours=1)


def state(of: Facts) -> SignalState:
    return {one.name: one.state for one in decided(of).signals}["sim_service"]


@pytest.mark.parametrize(
    ("service", "reason"),
    [
        (SimService.TO_BE_VERIFIED, Reason.SIM_NOT_REVERIFIED),
        (SimService.OUTGOING_BLOCKED, Reason.SIM_OUTGOING_BLOCKED),
        (SimService.BLOCKED, Reason.SIM_BLOCKED),
        (SimService.ENDED, Reason.SIM_BLOCKED),
    ],
)
def test_each_step_of_the_clock_has_its_reason(service: SimService, reason: Reason) -> None:
    of = facts(sim_service=unverified(service, NOON - 3 * HOUR))
    finding = found(of, "sim_service")[reason]
    assert finding.evidence == {"hours": "3", "service": service}
    assert state(of) is SignalState.OBSERVED


def test_a_large_sum_waits_while_outgoing_service_is_blocked() -> None:
    of = pay(60_000_000, sim_service=unverified(SimService.OUTGOING_BLOCKED))
    assert found(of)[Reason.SIM_OUTGOING_BLOCKED].outcome is Outcome.HOLD


def test_a_change_without_a_date_is_a_finding_all_the_same() -> None:
    told = SimServiceFacts(reading=Reading(state=SignalState.OBSERVED), service=SimService.BLOCKED)
    assert found(facts(sim_service=told))[Reason.SIM_BLOCKED].evidence["hours"] == "unknown"


def test_a_verified_number_is_looked_at_and_nothing_is_seen() -> None:
    told = SimServiceFacts(reading=Reading(state=SignalState.NOT_OBSERVED), service=SimService.FULL)
    assert not found(facts(sim_service=told), "sim_service")
    assert state(facts(sim_service=told)) is SignalState.NOT_OBSERVED


def test_a_number_of_which_nobody_told_is_not_monitored() -> None:
    assert state(facts()) is SignalState.NOT_MONITORED
