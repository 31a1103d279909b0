"""Is money collected from many and sent on at once, as a mule does (SIMO code 3; `domain.md` F3.3)?

Persons only: to collect from many and to pay others is what an organisation does.
"""

from typing import Final

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen

_WHOLE: Final = 100
"""Percent."""


def passing_through(case: Case) -> Seen:
    """Find an account that many paid within 24 hours and that sends on most of it in the same time.

    Credits or payments that could not be added up in full count as many and as most.
    """
    payment, terms = case.personal, case.policy.parameters.passing
    if payment is None:
        return NOT_MONITORED
    received, out = payment.history.received, payment.history.day
    if received.payers < terms.payers and received.complete:
        return NOTHING
    leaving = out.amount + payment.transaction.amount
    known = received.complete and out.complete
    if known and leaving * _WHOLE < received.amount * terms.share_percent:
        return NOTHING
    evidence = {"payers": str(received.payers), "received": str(received.amount), "leaving": str(leaving)}
    return seen([case.finding("passing_through", Reason.FUNDS_PASSED_THROUGH, **evidence)])
