"""A person's payment to somebody else: what the signals about habits and windows are about.

An organisation pays salaries in batches, collects from many and pays many others: none of that is a sign of
it. A transfer counts as one between own accounts only where bindings prove it: its kind is the caller's word.
"""

from typing import NamedTuple

from eidgate.core.risk.case import Case
from eidgate.core.risk.facts import TransactionFacts
from eidgate.core.risk.history import History
from eidgate.core.risk.signals.own_account import is_own_account
from eidgate.core.terms import CustomerKind


class PersonalPayment(NamedTuple):
    """The payment with what is known of the time before it."""

    transaction: TransactionFacts
    history: History


def personal_payment(case: Case) -> PersonalPayment | None:
    """Return a person's payment to others, or None where it is none or no history was read."""
    transaction, history = case.facts.transaction, case.facts.history
    if transaction is None or history is None or not transaction.kind.moves_money:
        return None
    if transaction.customer is not CustomerKind.INDIVIDUAL or is_own_account(case.facts):
        return None
    return PersonalPayment(transaction, history)
