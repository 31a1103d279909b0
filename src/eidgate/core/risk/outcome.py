"""Outcome and finding: what one signal says, and what the relying party should do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from eidgate.core.reasons import Reason


class Outcome(IntEnum):
    """What the relying party should do; the worst finding wins."""

    ALLOW = 0
    STEP_UP = 1
    HOLD = 2
    DENY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a signal found, with the reason's code and what it saw.

    A finding with outcome ALLOW is a note: worth knowing, no ground to stop. `points` is what it adds to the
    score. `evidence` holds counts, levels,
    ages and codes, never personal values.
    """

    reason: Reason
    outcome: Outcome
    signal: str
    points: int = 0
    evidence: Mapping[str, str] = field(default_factory=dict)
