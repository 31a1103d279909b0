"""Does the account pay more often, or more in sum, than the policy expects of a person?

Persons only. A window that the ledger could not add up in full counts as exceeded (`domain.md` 10.16).
"""

from collections.abc import Iterator

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, Case, Seen
from eidgate.core.risk.history import Flow
from eidgate.core.risk.outcome import Finding
from eidgate.core.risk.parameters import FlowLimit
from eidgate.core.risk.personal import PersonalPayment
from eidgate.core.risk.proof import unless_face


def velocity(case: Case) -> Seen:
    """Find windows whose payments, with this one, are more or larger in sum than the policy's limits."""
    payment, limits = case.personal, case.policy.parameters.velocity
    if payment is None:
        return NOT_MONITORED
    history = payment.history
    windows = (
        ("hour", history.hour, limits.hour),
        ("day", history.day, limits.day),
        ("week", history.week, limits.week),
    )
    exceeded = [window for window in windows if not _is_within(payment, *window[1:])]
    return unless_face(case, [one for window in exceeded for one in _findings(case, payment, *window)])


def _is_within(payment: PersonalPayment, flow: Flow, limit: FlowLimit) -> bool:
    """Whether this payment too is within both limits of a window that could be added up in full."""
    amount = flow.amount + payment.transaction.amount
    return flow.complete and flow.payments < limit.payments and amount <= limit.amount


def _findings(
    case: Case, payment: PersonalPayment, window: str, flow: Flow, limit: FlowLimit
) -> Iterator[Finding]:
    payments, amount = flow.payments + 1, flow.amount + payment.transaction.amount
    seen_in = {"window": window, "complete": str(flow.complete).lower()}
    if payments > limit.payments or not flow.complete:
        yield case.finding("velocity", Reason.VELOCITY_COUNT, payments=str(payments), **seen_in)
    if amount > limit.amount or not flow.complete:
        yield case.finding("velocity", Reason.VELOCITY_AMOUNT, amount=str(amount), **seen_in)
