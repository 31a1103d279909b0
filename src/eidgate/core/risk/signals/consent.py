"""Does the assertion prove, as far as the class demands, consent to exactly this transaction?"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOTHING, Case, Seen, seen
from eidgate.core.risk.policy import STRENGTH


def consent(case: Case) -> Seen:
    """Find a transaction binding that is weaker than the policy demands for this class."""
    degree, needed = case.facts.assertion.transaction_binding, case.policy.consent[case.column]
    if STRENGTH[degree] >= STRENGTH[needed]:
        return NOTHING
    return seen([case.finding("consent", Reason.CONSENT_NOT_PROVEN, degree=degree, needed=needed)])
