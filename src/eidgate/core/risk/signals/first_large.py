"""Is this far more than the account ever paid before? An account's first large payment is often its last."""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen
from eidgate.core.risk.proof import unless_face


def first_large(case: Case) -> Seen:
    """Find an amount that is large, and several times the largest before it."""
    payment, terms = case.personal, case.policy.parameters.first_large
    if payment is None:
        return NOT_MONITORED
    amount, largest = payment.transaction.amount, payment.history.largest
    if amount < terms.least_amount or amount < terms.times * largest:
        return NOTHING
    finding = case.finding("first_large", Reason.AMOUNT_FIRST_LARGE, largest_before=str(largest))
    return unless_face(case, [finding])
