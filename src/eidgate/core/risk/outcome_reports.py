"""What may become of a decision, and which reports exclude each other.

Pure: a store reads the earlier reports, asks here whether one more may follow, and appends it.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from eidgate.core.errors import IllegalStateError


class OutcomeKind(StrEnum):
    """What a relying party says became of a decision."""

    COMPLETED = "completed"
    CANCELLED = "cancelled"
    REVERSED = "reversed"
    FRAUD_CONFIRMED = "fraud_confirmed"
    FALSE_ALARM = "false_alarm"
    WARNING_OVERRIDDEN = "warning_overridden"


EXCLUDED_BY: Final[Mapping[OutcomeKind, frozenset[OutcomeKind]]] = MappingProxyType(
    {
        OutcomeKind.COMPLETED: frozenset({OutcomeKind.CANCELLED}),
        OutcomeKind.CANCELLED: frozenset({OutcomeKind.COMPLETED, OutcomeKind.REVERSED}),
        OutcomeKind.REVERSED: frozenset({OutcomeKind.CANCELLED}),
        OutcomeKind.FRAUD_CONFIRMED: frozenset({OutcomeKind.FALSE_ALARM}),
        OutcomeKind.FALSE_ALARM: frozenset({OutcomeKind.FRAUD_CONFIRMED}),
        OutcomeKind.WARNING_OVERRIDDEN: frozenset(),
    }
)
"""For each kind, the earlier kinds after which it cannot be true. Money that moved was not cancelled; money
that came back had moved; an alarm was either right or false. Saying the same twice contradicts nothing."""


def check_may_follow(kind: OutcomeKind, earlier: Iterable[OutcomeKind]) -> None:
    """Refuse a report that contradicts an earlier one.

    Raises:
        IllegalStateError: names the two kinds.
    """
    for reported in earlier:
        if reported in EXCLUDED_BY[kind]:
            raise IllegalStateError(f"the decision was reported {reported}, which excludes {kind}")
