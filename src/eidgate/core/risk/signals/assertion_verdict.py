"""Was an assertion presented, and did it pass every step?"""

from typing import Final

from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOTHING, Case, Seen, seen

BLIND: Final = {
    Reason.ISSUER_KEYS_UNAVAILABLE: SignalState.UNAVAILABLE,
    Reason.STATUS_UNAVAILABLE: SignalState.UNAVAILABLE,
    Reason.STATUS_TOKEN_INVALID: SignalState.UNAVAILABLE,
    Reason.STATUS_STALE: SignalState.STALE,
    Reason.CERTIFICATE_STATUS_UNAVAILABLE: SignalState.UNAVAILABLE,
}
"""Rejected for want of a source of ours: nothing is known against the assertion."""

_ELSEWHERE: Final = {Reason.ASSURANCE_UNKNOWN, Reason.DOCUMENT_EXPIRY_UNKNOWN}
"""Notes that have a signal of their own."""


def assertion_verdict(case: Case) -> Seen:
    """Find a missing or rejected assertion, and the notes on an accepted one."""
    facts = case.facts.assertion
    if not facts.presented:
        return seen([case.finding("assertion_verdict", Reason.ASSERTION_MISSING)])
    if facts.rejected is not None:
        found = (case.finding("assertion_verdict", facts.rejected, step=str(facts.step)),)
        state = BLIND.get(facts.rejected, SignalState.OBSERVED)
        return Seen(state=state, findings=found)
    notes = [case.finding("assertion_verdict", note) for note in facts.notes if note not in _ELSEWHERE]
    return seen(notes) if notes else NOTHING
