"""Is the person in the assertion the one that the instrument is bound to, or the one that was expected?"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen
from eidgate.core.risk.facts import Facts


def subject(case: Case) -> Seen:
    """Find an assertion that is about somebody else."""
    if not case.facts.assertion.verified:
        return NOT_MONITORED
    if _is_somebody_else(case.facts):
        return seen([case.finding("subject", Reason.SUBJECT_MISMATCH)])
    return NOTHING


def _is_somebody_else(facts: Facts) -> bool:
    assertion, binding, expected = facts.assertion, facts.payer_binding, facts.expected.subject_id
    if expected and assertion.subject_id != expected:
        return True
    return (
        binding is not None
        and binding.issuer == assertion.issuer
        and binding.subject_id != assertion.subject_id
    )
