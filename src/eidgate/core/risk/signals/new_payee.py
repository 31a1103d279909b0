"""Has this account ever paid this payee, and not only since a moment ago?

A first small payment does not make a payee known: it is until `settled_after` has passed. Ordinary as such,
so it is no more than a note and a warning in the shipped policy. Persons only.
"""

from datetime import timedelta
from typing import Final

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen

_HOUR: Final = timedelta(hours=1)


def new_payee(case: Case) -> Seen:
    """Find a payee who is paid for the first time, or was lately, from a certain amount on."""
    payment, terms = case.personal, case.policy.parameters.new_payee
    if payment is None or payment.transaction.payee is None:
        return NOT_MONITORED
    since = payment.history.payee_since
    known = since is not None and case.facts.at - since >= terms.settled_after
    if known or payment.transaction.amount < terms.least_amount:
        return NOTHING
    hours = "never" if since is None else str((case.facts.at - since) // _HOUR)
    return seen([case.finding("new_payee", Reason.PAYEE_NEW, hours=hours)])
