"""A person's payment to somebody else: what the signals about habits and windows are about.

An organisation pays salaries in batches, collects from many and pays many others: none of that is a sign of
it. A transfer counts as one between own accounts only where bindings prove it: its kind is the caller's word.
"""

from typing import NamedTuple

from eidgate.core.risk.facts import Facts, TransactionFacts
from eidgate.core.risk.history import History
from eidgate.core.terms import CustomerKind


class PersonalPayment(NamedTuple):
    """The payment with what is known of the time before it."""

    transaction: TransactionFacts
    history: History


def personal_payment(facts: Facts) -> PersonalPayment | None:
    """Return a person's payment to others, or None where it is none or no history was read."""
    transaction, history = facts.transaction, facts.history
    if transaction is None or history is None or not transaction.kind.moves_money:
        return None
    if transaction.customer is not CustomerKind.INDIVIDUAL or is_own_account(facts):
        return None
    return PersonalPayment(transaction, history)


def is_own_account(facts: Facts) -> bool:
    """Whether active bindings of payer and payee name the same subject of the same issuer."""
    payer, payee = facts.payer_binding, facts.payee_binding
    return (
        payer is not None
        and payee is not None
        and payer.active
        and payee.active
        and (payer.issuer, payer.subject_id) == (payee.issuer, payee.subject_id)
    )
