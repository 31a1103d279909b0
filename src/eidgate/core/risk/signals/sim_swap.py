"""Was the payer's number moved to a new SIM lately? Who takes a number over takes its passwords over.

An operator that cannot tell is a finding too; that nobody was asked is not (`domain.md` F5.3, 10.11).
"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import Case, Seen
from eidgate.core.risk.facts import NO_SIM
from eidgate.core.risk.operator_word import NOT_ASKED, happened, hours_since


def sim_swap(case: Case) -> Seen:
    """Find a recent swap, or an operator that was asked and did not say."""
    if case.facts.sim is NO_SIM:
        return NOT_ASKED
    told, window = case.facts.sim.swap, case.policy.parameters.sim.recent_swap
    hours = hours_since(case, told)
    return happened(case, "sim_swap", told, Reason.SIM_SWAPPED_RECENTLY, within=window, hours=hours)
