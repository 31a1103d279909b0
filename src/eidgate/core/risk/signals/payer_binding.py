"""Is the paying instrument bound to a person at all, and is that binding still good?"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen
from eidgate.core.terms import TransactionKind


def payer_binding(case: Case) -> Seen:
    """Find a missing or revoked binding, and one that this assertion's issuer cannot speak for."""
    transaction, binding, assertion = case.facts.transaction, case.facts.payer_binding, case.facts.assertion
    if transaction is None:
        return NOT_MONITORED
    if binding is None:
        if transaction.kind is TransactionKind.ACCOUNT_OPENING:
            return NOT_MONITORED  # an account that does not exist yet is bound to nobody
        return seen([case.finding("payer_binding", Reason.BINDING_MISSING)])
    if not binding.active:
        return seen([case.finding("payer_binding", Reason.BINDING_REVOKED)])
    if assertion.verified and assertion.issuer != binding.issuer:
        # Subjects are pairwise per issuer, so another issuer's subject cannot be compared.
        return seen([case.finding("payer_binding", Reason.BINDING_UNPROVEN)])
    return NOTHING
