"""Is the account that is paid bound to a person, for how long, and is that binding in force?

Where both accounts are at one institution, a missing binding says that an account without a known owner is
paid there (Circular 17/2024 Art. 17(5)c); elsewhere its bank may not have told us, which says nothing.
"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.binding_age import is_suspended, young_for
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen
from eidgate.core.risk.facts import TransactionFacts


def payee_binding(case: Case) -> Seen:
    """Find a payee's binding that is missing, suspended or young."""
    transaction, binding = case.facts.transaction, case.facts.payee_binding
    if transaction is None or transaction.payee is None:
        return NOT_MONITORED
    if binding is None or not (binding.active or is_suspended(binding)):
        if not _at_the_payers(transaction):
            return NOT_MONITORED
        state = "none" if binding is None else "revoked"
        return seen([case.finding("payee_binding", Reason.PAYEE_BINDING_MISSING, state=state)])
    if is_suspended(binding):
        return seen([case.finding("payee_binding", Reason.PAYEE_BINDING_SUSPENDED)])
    hours = young_for(case, binding)
    if hours is not None:
        return seen([case.finding("payee_binding", Reason.PAYEE_BINDING_YOUNG, hours=hours)])
    return NOTHING


def _at_the_payers(transaction: TransactionFacts) -> bool:
    return transaction.payee is not None and transaction.payee.institution == transaction.payer.institution
