"""Were the confirmation forms performed that the regulation demands for this class?"""

from collections.abc import Iterator

from eidgate.core.reasons import Reason
from eidgate.core.regulation.forms import Combination, in_order, is_met
from eidgate.core.risk.case import NOT_MONITORED, Case, Seen, seen
from eidgate.core.risk.outcome import Finding


def required_forms(case: Case) -> Seen:
    """Find forms that are missing, and confirmations that count for nothing."""
    return seen(_findings(case)) if case.sufficient else NOT_MONITORED


def _findings(case: Case) -> Iterator[Finding]:
    for refused in case.evidence.refused:
        yield case.finding("required_forms", refused.reason, form=refused.confirmation.form)
    if not is_met(case.sufficient, case.evidence.forms):
        yield case.finding("required_forms", Reason.FORMS_MISSING, missing=",".join(in_order(lacking(case))))


def lacking(case: Case) -> Combination:
    """Return the fewest forms that would still complete a combination; the table's order breaks ties."""
    if is_met(case.sufficient, case.evidence.forms):
        return frozenset()
    return min((way - case.evidence.forms for way in case.sufficient), key=len, default=frozenset())
