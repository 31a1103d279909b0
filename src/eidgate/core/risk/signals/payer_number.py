"""Does the number that a payment names belong to the payer, and is its binding good (`domain.md` F2.4)?

Whoever says of a number "this is not mine" disowned its binding; a payment that names it all the same is not
theirs, or their bank does not know yet. A number that nobody bound here says nothing.
"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, Case, Seen, seen


def payer_number(case: Case) -> Seen:
    """Find a number whose binding is suspended, and one that is somebody else's."""
    number = case.facts.number
    if not number.bound:
        return NOT_MONITORED
    flaws = []
    if number.suspended:
        flaws.append(Reason.NUMBER_SUSPENDED)
    if number.of_payer is False:
        flaws.append(Reason.NUMBER_OF_ANOTHER)
    return seen(case.finding("payer_number", flaw) for flaw in flaws)
