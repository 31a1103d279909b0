"""Is this the customer's known device? Another one needs more at first use (Circular 50/2024 Art. 8(6))."""

from eidgate.core.reasons import Reason
from eidgate.core.regulation.forms import is_met
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, SignalState, seen
from eidgate.core.risk.facts import Facts


def device(case: Case) -> Seen:
    """Find another device than the last one without the forms for it, and what is not known about devices."""
    facts = case.facts
    if facts.transaction is None:
        return NOT_MONITORED
    if is_new(facts):
        if case.first_use and is_met(case.first_use, case.evidence.forms):
            return Seen(state=SignalState.OBSERVED)
        return seen([case.finding("device", Reason.DEVICE_FIRST_USE)])
    if not facts.device:
        return seen([case.finding("device", Reason.DEVICE_UNKNOWN)])
    if not facts.known_device:
        return seen([case.finding("device", Reason.DEVICE_HISTORY_UNKNOWN)])
    return NOTHING


def is_new(facts: Facts) -> bool:
    """Whether the relying party says so, or its own history does: either is enough."""
    differs = bool(facts.device and facts.known_device and facts.device != facts.known_device)
    return facts.new_device is True or differs
