"""Which doubts the payer's own face settles.

A run of payments, an odd hour or a device of many may mean that somebody else holds the account. The account
owner's face, shown for this very transaction, answers that; without it a step-up asks for it. What may mean
that the owner is being deceived (a drained balance, a payee with a past) no face settles.
"""

from typing import Final

from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.case import Case, Seen, seen
from eidgate.core.risk.outcome import Finding

SETTLED_BY_FACE: Final = frozenset(
    {
        Reason.VELOCITY_COUNT,
        Reason.VELOCITY_AMOUNT,
        Reason.PAYEES_MANY,
        Reason.AMOUNT_FIRST_LARGE,
        Reason.AMOUNT_SPLIT,
        Reason.DEVICE_SHARED,
        Reason.HOUR_UNUSUAL,
        Reason.PLACE_UNUSUAL,
    }
)


def unless_face(case: Case, findings: list[Finding]) -> Seen:
    """Return the findings, or that something was observed which the face match has settled."""
    if findings and Form.FACE_MATCH in case.evidence.forms:
        return Seen(state=SignalState.OBSERVED)
    return seen(findings)
