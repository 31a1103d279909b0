"""Were the confirmation forms performed that the regulation demands for this class?"""

from collections.abc import Iterator

from eidgate.core.reasons import Reason
from eidgate.core.regulation.forms import Combination, Combinations, in_order, is_met, missing
from eidgate.core.risk.case import NOT_MONITORED, Case, Seen, seen
from eidgate.core.risk.outcome import Finding


def required_forms(case: Case) -> Seen:
    """Find forms that are missing, and confirmations that count for nothing."""
    return seen(_findings(case)) if case.sufficient else NOT_MONITORED


def _findings(case: Case) -> Iterator[Finding]:
    for refused in case.evidence.refused:
        yield case.finding("required_forms", refused.reason, form=refused.confirmation.form)
    if not is_met(case.sufficient, case.evidence.forms):
        ways = missing(case.sufficient, case.evidence.forms)
        yield case.finding("required_forms", Reason.FORMS_MISSING, missing=",".join(in_order(shortest(ways))))


def shortest(ways: Combinations) -> Combination:
    """Return the way with the fewest forms; the table's order breaks ties."""
    return min(ways, key=len, default=frozenset())
