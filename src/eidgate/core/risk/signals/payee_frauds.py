"""Was a payment to this payee confirmed to be fraud before? What is reported comes back to the next payer."""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen


def payee_frauds(case: Case) -> Seen:
    """Find a payee with as many confirmed frauds as the policy's limit; false alarms soften nothing."""
    history, transaction, terms = (
        case.facts.history,
        case.facts.transaction,
        case.policy.parameters.payee_frauds,
    )
    if history is None or transaction is None or transaction.payee is None:
        return NOT_MONITORED
    reports = history.payee_reports
    if reports.frauds < terms.frauds:
        return NOTHING
    frauds, false_alarms = str(reports.frauds), str(reports.false_alarms)
    return seen(
        [case.finding("payee_frauds", Reason.PAYEE_FRAUD_CONFIRMED, frauds=frauds, false_alarms=false_alarms)]
    )
