"""What turned out true of a decision, as far as its relying party said so."""

from collections.abc import Collection
from enum import StrEnum

from eidgate.core.risk.outcome_reports import OutcomeKind


class Truth(StrEnum):
    """What is known of a decision in the end; not known is not the same as good.

    COMPLETED: the money moved, and nobody has called it fraud so far.
    """

    FRAUD = "fraud"
    FALSE_ALARM = "false_alarm"
    COMPLETED = "completed"
    UNKNOWN = "unknown"


def truth_of(reported: Collection[str]) -> Truth:
    """Return what the kinds of outcome reports on one decision amount to; the two that judge it win."""
    if OutcomeKind.FRAUD_CONFIRMED in reported:
        return Truth.FRAUD
    if OutcomeKind.FALSE_ALARM in reported:
        return Truth.FALSE_ALARM
    return Truth.COMPLETED if OutcomeKind.COMPLETED in reported else Truth.UNKNOWN
