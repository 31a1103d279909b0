"""Should the app have quit? Debugger, hook or root (Circular 77/2025 Art. 5; `domain.md` F1.11)."""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen


def app_integrity(case: Case) -> Seen:
    """Find an app that the relying party reports as compromised; that it did not look is no all-clear."""
    signs = ",".join(sorted(case.facts.compromises))
    if signs:
        return seen([case.finding("app_integrity", Reason.APP_COMPROMISED, signs=signs)])
    return NOTHING if case.facts.session.inspected else NOT_MONITORED
