"""Does the relying party's clock agree with ours? Its confirmation times are only as good as its clock."""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen


def clock(case: Case) -> Seen:
    """Find a clock that is off by more than the policy accepts."""
    skew = case.facts.clock_skew_seconds
    if skew is None:
        return NOT_MONITORED
    if abs(skew) <= case.policy.clock_skew.total_seconds():
        return NOTHING
    return seen([case.finding("clock", Reason.CLOCK_SKEW, seconds=str(skew))])
