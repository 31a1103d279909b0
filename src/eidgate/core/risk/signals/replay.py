"""Was this assertion or this challenge accepted before (procedure steps 9 and 14)?"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOTHING, Case, Seen, seen


def replay(case: Case) -> Seen:
    """Find an assertion id or a nonce that the ledger had claimed already."""
    facts = case.facts.assertion
    if not facts.used_before and not facts.nonce_used_before:
        return NOTHING
    checks = (
        (facts.used_before, Reason.JTI_REPLAYED),
        (facts.nonce_used_before, Reason.NONCE_REUSED),
    )
    return seen(case.finding("replay", reason) for used, reason in checks if used)
