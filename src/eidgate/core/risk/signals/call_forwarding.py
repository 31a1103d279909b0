"""Do calls to the payer's number go elsewhere? Who gets them hears the passwords (`domain.md` 10.11)."""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import Case, Seen
from eidgate.core.risk.facts import NO_SIM
from eidgate.core.risk.operator_word import NOT_ASKED, happened


def call_forwarding(case: Case) -> Seen:
    """Find forwarding that is on, or an operator that was asked and did not say."""
    if case.facts.sim is NO_SIM:
        return NOT_ASKED
    return happened(case, "call_forwarding", case.facts.sim.forwarding, Reason.CALL_FORWARDING_ACTIVE)
