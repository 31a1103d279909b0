"""Was the payer's SIM put into another phone lately, as a thief does (`domain.md` 10.11)?"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import Case, Seen
from eidgate.core.risk.facts import NO_SIM
from eidgate.core.risk.operator_word import NOT_ASKED, happened, hours_since


def sim_device(case: Case) -> Seen:
    """Find a recent change of phone, or an operator that was asked and did not say."""
    if case.facts.sim is NO_SIM:
        return NOT_ASKED
    told, window = case.facts.sim.device_change, case.policy.parameters.sim.recent_device_change
    hours = hours_since(case, told)
    return happened(case, "sim_device", told, Reason.SIM_DEVICE_CHANGED, within=window, hours=hours)
