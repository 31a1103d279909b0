"""Is the paying instrument bound to a person at all, for how long, and is that binding still good?"""

from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.reasons import Reason
from eidgate.core.risk.binding_age import is_suspended, young_for
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen
from eidgate.core.risk.facts import AssertionFacts, BindingFacts
from eidgate.core.terms import TransactionKind


def payer_binding(case: Case) -> Seen:
    """Find a missing, suspended, revoked or young binding, and one of another issuer than the assertion's."""
    transaction, binding = case.facts.transaction, case.facts.payer_binding
    if transaction is None:
        return NOT_MONITORED
    opening = transaction.kind is TransactionKind.ACCOUNT_OPENING
    if binding is None or binding.state is BindingState.PROPOSED:
        # an account that does not exist yet is bound to nobody, and a proposal binds nobody yet
        return NOT_MONITORED if opening else seen([case.finding("payer_binding", Reason.BINDING_MISSING)])
    flaw = _flaw(binding, case.facts.assertion)
    if flaw is not None:
        return seen([case.finding("payer_binding", flaw)])
    hours = None if opening else young_for(case, binding)
    return (
        NOTHING if hours is None else seen([case.finding("payer_binding", Reason.BINDING_YOUNG, hours=hours)])
    )


def _flaw(binding: BindingFacts, assertion: AssertionFacts) -> Reason | None:
    if is_suspended(binding):
        return Reason.BINDING_SUSPENDED
    if not binding.active:
        return Reason.BINDING_REVOKED
    if assertion.verified and assertion.issuer != binding.issuer:
        # Subjects are pairwise per issuer, so another issuer's subject cannot be compared.
        return Reason.BINDING_UNPROVEN
    return None
