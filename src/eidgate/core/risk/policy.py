"""The policy: what the risk team decided each reason means for each class, and the parameters of the signals.

A policy must speak about every reason for every column: nothing is allowed by default, so a gap in the policy
is refused when it is loaded. Some reasons have a floor that no policy may go below.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.binding.evidence import EvidenceTerms
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import TransactionClass
from eidgate.core.risk.gaps import UNKNOWN_GAP, GapRow
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parameters import SignalParameters
from eidgate.core.risk.policy_checks import check
from eidgate.core.risk.policy_terms import (
    COLUMNS,
    FLOORS,
    HIGHEST_ACCOUNT_LEVEL,
    HIGHEST_AUTHENTICATION_LEVEL,
    IDENTITY,
    LONGEST_AGE,
    LONGEST_HOLD,
    SAID_ELSEWHERE,
    STRENGTH,
    Column,
    HoldTerms,
    Levels,
    PolicyError,
)
from eidgate.core.risk.rules.rule import Rule
from eidgate.core.risk.scoring import Scoring
from eidgate.core.risk.softening import Softening
from eidgate.core.terms import TransactionKind

__all__ = [
    "COLUMNS",
    "FLOORS",
    "HIGHEST_ACCOUNT_LEVEL",
    "HIGHEST_AUTHENTICATION_LEVEL",
    "IDENTITY",
    "LONGEST_AGE",
    "LONGEST_HOLD",
    "SAID_ELSEWHERE",
    "STRENGTH",
    "Column",
    "HoldTerms",
    "Levels",
    "Policy",
    "PolicyError",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A complete policy; `digest` (SHA-256 of its document, hex) names exactly this text.

    `name` is the line of policies that it is a version of. `regulation` are the versions that it was written
    for. `judged_as` gives the class by which a kind without money is judged. `consent` is the least
    transaction binding per class. `evidence` is what else a new binding must rest on. `unsaid` are the
    rows (dotted paths) that the document does not hold: only one that was in force before may lack any.

    Raises:
        PolicyError: something is missing, off limits, below its floor, or softer for a stronger class.
    """

    name: str
    version: str
    digest: str
    regulation: frozenset[str]
    outcomes: Mapping[Reason, Mapping[Column, Outcome]]
    gaps: Mapping[str, GapRow]
    levels: Mapping[Column, Levels]
    consent: Mapping[Column, TransactionBinding]
    judged_as: Mapping[TransactionKind, TransactionClass]
    binding: Levels
    evidence: EvidenceTerms
    scoring: Scoring
    hold: HoldTerms
    valid_for: timedelta
    authentication_age: timedelta
    clock_skew: timedelta
    parameters: SignalParameters
    softening: tuple[Softening, ...] = ()
    rules: tuple[Rule, ...] = ()
    unsaid: frozenset[str] = frozenset()
    _verdicts: Mapping[Column, Mapping[Reason, tuple[Outcome, int]]] = field(
        init=False, repr=False, compare=False
    )
    """Outcome and points of every reason, worked out once: a decision looks up and does no sums."""

    def __post_init__(self) -> None:
        check(self)
        verdicts = {
            column: {reason: self._verdict(reason, column) for reason in Reason} for column in COLUMNS
        }
        object.__setattr__(self, "_verdicts", verdicts)

    @property
    def approvals_needed(self) -> int:
        """How many others must approve it: one, or two where a list may soften below a step-up."""
        return 2 if any(one.to is Outcome.ALLOW for one in self.softening) else 1

    def outcome(self, reason: Reason, column: Column) -> Outcome:
        """Return what this reason means for this class."""
        return self._verdicts[column][reason][0]

    def verdict(self, reason: Reason, column: Column) -> tuple[Outcome, int]:
        """Return what this reason means for this class, and what it adds to the score."""
        return self._verdicts[column][reason]

    def gap(self, signal: str, state: SignalState, column: Column) -> Outcome:
        """Return what it means that this signal's source is missing in this way."""
        row = self.gaps.get(signal)
        return UNKNOWN_GAP if row is None else row[state][column]

    def _verdict(self, reason: Reason, column: Column) -> tuple[Outcome, int]:
        outcome = UNKNOWN_GAP if reason in SAID_ELSEWHERE else self.outcomes[reason][column]
        return outcome, self.scoring.of(reason, outcome)
