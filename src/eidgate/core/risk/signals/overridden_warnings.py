"""Did somebody go on paying this payee in spite of a warning? The next payer is told once more.

A payer may override a warning where the policy only asks (`domain.md` 10.14: one in three heeds it). What was
overridden is neither a fraud nor a false alarm yet; nobody's face settles it, for the payer may be coached.
"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen


def overridden_warnings(case: Case) -> Seen:
    """Find a payee about whom a warning was overridden, as the bank of a payer reported."""
    history, transaction = case.facts.history, case.facts.transaction
    if history is None or transaction is None or transaction.payee is None:
        return NOT_MONITORED
    overridden = history.payee_reports.overridden
    if overridden == 0:
        return NOTHING
    told = case.finding("overridden_warnings", Reason.PAYEE_WARNING_OVERRIDDEN, overridden=str(overridden))
    return seen([told])
