"""The signal that asks whether a party was reported for fraud."""

import pytest

from builders.desk_scenes import hold, report, standing_against
from builders.facts import decided, facts, found
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.parties import PAYING, Party


def state(of: Facts) -> SignalState:
    return {one.name: one.state for one in decided(of).signals}["open_reports"]


@pytest.mark.parametrize("party", Party)
def test_a_report_is_found_on_the_side_of_its_party(party: Party) -> None:
    (finding,) = found(standing_against(report(party)), "open_reports").values()
    assert finding.reason is (Reason.PAYER_REPORTED if party in PAYING else Reason.PAYEE_REPORTED)
    assert finding.evidence == {"parties": party, "reports": "1"}


def test_several_reports_of_one_side_are_one_finding() -> None:
    several = standing_against(
        report(Party.PAYEE), report(Party.SITE, name="reports/r2"), report(Party.PAYEE, name="reports/r3")
    )
    assert found(several)[Reason.PAYEE_REPORTED].evidence == {"parties": "payee,site", "reports": "3"}


def test_no_report_is_looked_for_only_where_the_desk_was_asked() -> None:
    assert state(facts()) is SignalState.NOT_MONITORED
    assert state(standing_against(hold())) is SignalState.NOT_OBSERVED
