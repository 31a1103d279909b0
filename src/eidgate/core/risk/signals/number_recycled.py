"""Was the payer's number given to somebody else since the account was bound (`domain.md` 10.11)?"""

from eidgate.core.observation import Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOTHING, Case, Seen
from eidgate.core.risk.facts import NO_SIM, BindingFacts
from eidgate.core.risk.operator_word import NOT_ASKED, happened, hours_since


def number_recycled(case: Case) -> Seen:
    """Find a number with a new subscriber, unless the binding was made by that one."""
    if case.facts.sim is NO_SIM:
        return NOT_ASKED
    told = case.facts.sim.recycled
    if told.state is SignalState.OBSERVED and _is_bound_since(told, case.facts.payer_binding):
        return NOTHING
    return happened(case, "number_recycled", told, Reason.NUMBER_RECYCLED, hours=hours_since(case, told))


def _is_bound_since(told: Reading, binding: BindingFacts | None) -> bool:
    if told.at is None or binding is None or not binding.active or binding.confirmed_at is None:
        return False
    return told.at < binding.confirmed_at
