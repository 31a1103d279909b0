"""Is a transfer between own accounts really between accounts of one owner at one provider?"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen
from eidgate.core.risk.personal import is_own_account
from eidgate.core.terms import TransactionKind


def own_account(case: Case) -> Seen:
    """Find a transfer to an own account that no binding proves; it is judged as one to others."""
    transaction = case.facts.transaction
    if transaction is None or transaction.kind is not TransactionKind.TRANSFER_OWN:
        return NOT_MONITORED
    if is_own_account(case.facts):
        return NOTHING
    return seen([case.finding("own_account", Reason.OWN_ACCOUNT_UNPROVEN)])
