"""Was the payee paid by several listed accounts lately (SIMO code 4: more than three; `domain.md` F3.3)?

Whoever is on the list now counts, also when it came there after it had paid. Of a payee with more credits
than the ledger looks at, only the newest are known: below the limit that is no finding, or every shop would
have one, but the signal says that it did not see everything (ADR 0045).
"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen


def listed_credits(case: Case) -> Seen:
    """Find a payee with more credits from listed accounts within seven days than the policy's limit."""
    history, transaction, most = (
        case.facts.history,
        case.facts.transaction,
        case.policy.parameters.listed_credits,
    )
    if history is None or transaction is None or transaction.payee is None:
        return NOT_MONITORED
    credited = history.payee_received
    if credited.listed > most.credits:
        finding = case.finding("listed_credits", Reason.CREDITS_FROM_LISTED, credits=str(credited.listed))
        return seen([finding])
    return NOTHING if credited.complete else NOT_MONITORED
