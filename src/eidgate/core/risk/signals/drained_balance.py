"""Does more than a share of the balance leave within a day (Singapore since October 2025; `domain.md` F7.4)?

The balance is the bank's word for this moment; what left before is added back, so that it is measured against
what there was. Nobody is asked for a balance: without one the signal watches nothing. A day that the ledger
could not add up in full counts as drained. Persons only.
"""

from typing import Final

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen

_WHOLE: Final = 100
"""Percent."""


def drained_balance(case: Case) -> Seen:
    """Find a payment after which more than the policy's share of a large balance has left within 24 hours."""
    payment, balance = case.personal, case.facts.payer_balance
    if payment is None or balance is None:
        return NOT_MONITORED
    terms, day = case.policy.parameters.drained, payment.history.day
    before, leaving = balance + day.amount, payment.transaction.amount + day.amount
    if before < terms.least_balance and day.complete:
        return NOTHING
    if leaving * _WHOLE <= before * terms.share_percent and day.complete:
        return NOTHING
    percent = str(leaving * _WHOLE // before) if before else "all"
    return seen([case.finding("drained_balance", Reason.BALANCE_DRAINED, percent=percent)])
