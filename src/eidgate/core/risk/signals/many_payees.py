"""Does the account pay many different payees in a short time, as one that is being emptied does?"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, Case, Seen
from eidgate.core.risk.history import Flow
from eidgate.core.risk.outcome import Finding
from eidgate.core.risk.proof import unless_face


def many_payees(case: Case) -> Seen:
    """Find windows with more payees, this one among them, than the policy's limits; only for persons."""
    payment, limits = case.personal, case.policy.parameters.payees
    if payment is None or payment.transaction.payee is None:
        return NOT_MONITORED
    history = payment.history
    windows = (
        ("hour", history.hour, limits.hour),
        ("day", history.day, limits.day),
        ("week", history.week, limits.week),
    )
    return unless_face(
        case, [_finding(case, name, flow) for name, flow, most in windows if _is_many(flow, most)]
    )


def _is_many(flow: Flow, most: int) -> bool:
    return flow.others + 1 > most or not flow.complete


def _finding(case: Case, window: str, flow: Flow) -> Finding:
    payees, complete = str(flow.others + 1), str(flow.complete).lower()
    return case.finding("many_payees", Reason.PAYEES_MANY, window=window, payees=payees, complete=complete)
