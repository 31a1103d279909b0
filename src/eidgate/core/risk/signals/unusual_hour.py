"""Does the account pay at an hour of the day at which it never pays? Its neighbours count as the same hour.

An account must have been used for a while before any hour is unusual for it, and an hour that came up within
the last day is not usual yet: a thief's first payment must not make the second one ordinary.
"""

from typing import Final

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen
from eidgate.core.risk.history import DAY, hour_of_day
from eidgate.core.risk.proof import unless_face

USUAL_AFTER: Final = DAY
"""An hour first used less than this ago may be part of what is going on now."""


def unusual_hour(case: Case) -> Seen:
    """Find an hour that is new to an account with a history."""
    payment, terms = case.personal, case.policy.parameters.unusual_hour
    if payment is None or payment.history.active_since is None:
        return NOT_MONITORED
    at = case.facts.at
    if at - payment.history.active_since < terms.least_history:
        return NOT_MONITORED
    if payment.history.hour_since is not None and at - payment.history.hour_since >= USUAL_AFTER:
        return NOTHING
    hour = str(hour_of_day(at))
    return unless_face(case, [case.finding("unusual_hour", Reason.HOUR_UNUSUAL, hour=hour)])
