"""Is the subject's identity document valid today? Payments stop when it is not (`domain.md` F2.2)."""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen
from eidgate.core.terms import local_day


def document(case: Case) -> Seen:
    """Find a document that has expired, or whose expiry nobody told."""
    assertion = case.facts.assertion
    if not assertion.verified:
        return NOT_MONITORED
    if assertion.document_expires_on is None:
        return seen([case.finding("document", Reason.DOCUMENT_EXPIRY_UNKNOWN)])
    if assertion.document_expires_on < local_day(case.facts.at):
        return seen([case.finding("document", Reason.DOCUMENT_EXPIRED)])
    return NOTHING
