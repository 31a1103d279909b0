"""Do pieces to one payee add up to what would be a high-value payment in one (`domain.md` F1.15)?

Splitting one under a single biometric check evades the regulation, so each piece must show the face itself.
"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen
from eidgate.core.risk.proof import unless_face


def split_amount(case: Case) -> Seen:
    """Find a payment that reaches the limit together with smaller ones to this payee in the last 24 hours."""
    history, transaction, terms = case.facts.history, case.facts.transaction, case.policy.parameters.split
    if (
        history is None
        or transaction is None
        or transaction.payee is None
        or not transaction.kind.moves_money
    ):
        return NOT_MONITORED
    before = history.pieces
    if not before.payments and before.complete:
        return NOTHING
    if transaction.amount + before.amount < terms.total and before.complete:
        return NOTHING
    pieces, amount = str(before.payments + 1), str(transaction.amount + before.amount)
    return unless_face(
        case, [case.finding("split_amount", Reason.AMOUNT_SPLIT, pieces=pieces, amount=amount)]
    )
