"""Do several people pay with this device (SIMO code 7; `domain.md` F3.3)?

The code speaks of several accounts; here one person's own accounts are no sign, and only people are counted.
"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen
from eidgate.core.risk.proof import unless_face


def shared_device(case: Case) -> Seen:
    """Find a device that more people used at this provider than the policy's limit."""
    history, most = case.facts.history, case.policy.parameters.shared_device.people
    if history is None or not case.facts.device:
        return NOT_MONITORED
    people = history.device_others + 1
    if people <= most:
        return NOTHING
    return unless_face(case, [case.finding("shared_device", Reason.DEVICE_SHARED, people=str(people))])
