"""The signal that says whether the relying party's clock agrees with ours."""

import pytest

from builders.facts import decided, facts, found
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome


@pytest.mark.parametrize("seconds", [0, 60, -60])
def test_a_minute_either_way_is_fine(seconds: int) -> None:
    assert not found(facts(clock_skew_seconds=seconds), "clock")


@pytest.mark.parametrize("seconds", [61, -61])
def test_more_is_noted(seconds: int) -> None:
    finding = found(facts(clock_skew_seconds=seconds))[Reason.CLOCK_SKEW]
    assert finding.outcome is Outcome.ALLOW
    assert finding.evidence == {"seconds": str(seconds)}


def test_a_clock_that_was_not_told_is_not_monitored() -> None:
    states = {one.name: one.state for one in decided(facts(clock_skew_seconds=None)).signals}
    assert states["clock"] is SignalState.NOT_MONITORED
