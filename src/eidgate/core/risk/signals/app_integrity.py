"""Should the app have quit? Debugger, hook or root (Circular 77/2025 Art. 5; `domain.md` F1.11)."""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import Case, Seen, seen


def app_integrity(case: Case) -> Seen:
    """Find an app that the relying party itself reports as compromised."""
    signs = ",".join(sorted(case.facts.compromises))
    return seen([case.finding("app_integrity", Reason.APP_COMPROMISED, signs=signs)] if signs else [])
