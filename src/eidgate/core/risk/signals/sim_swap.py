"""Was the payer's number moved to a new SIM lately? Who takes a number over takes its passwords over.

An operator that cannot tell is a finding too; that nobody was asked is not (`domain.md` F5.3, 10.11).
"""

from datetime import timedelta
from typing import Final

from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.case import Case, Seen

_HOUR: Final = timedelta(hours=1)


def sim_swap(case: Case) -> Seen:
    """Find a recent swap, or an operator that was asked and did not say."""
    told = case.facts.sim.swap
    if told.state.is_gap:
        finding = case.finding("sim_swap", Reason.SIM_HISTORY_UNKNOWN, state=told.state)
        return Seen(state=told.state, findings=(finding,))
    if told.state is not SignalState.OBSERVED:
        return Seen(state=told.state)
    age = None if told.at is None else case.facts.at - told.at
    if age is not None and age > case.policy.parameters.sim.recent_swap:
        return Seen(state=SignalState.NOT_OBSERVED)
    hours = "unknown" if age is None else str(age // _HOUR)
    finding = case.finding("sim_swap", Reason.SIM_SWAPPED_RECENTLY, hours=hours)
    return Seen(state=SignalState.OBSERVED, findings=(finding,))
