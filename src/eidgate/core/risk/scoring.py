"""The score: what findings add up to, and from where on it hardens the outcome; it never softens one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Finding, Outcome

HIGHEST_SCORE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """`points` is what a finding of an outcome adds, `weights` what a reason adds instead.

    `hardens` says from which score on the outcome is at least this; what is not in it never is.
    """

    points: Mapping[Outcome, int]
    weights: Mapping[Reason, int]
    hardens: Mapping[Outcome, int]

    def of(self, reason: Reason, outcome: Outcome) -> int:
        """Return what one finding adds."""
        return self.weights.get(reason, self.points[outcome])

    def hardening(self, score: int, outcome: Outcome) -> list[Finding]:
        """Return a finding when the score makes the outcome harder than what was found."""
        hardest = max([harder for harder, least in self.hardens.items() if score >= least], default=outcome)
        if hardest <= outcome:
            return []
        evidence = {"from": str(self.hardens[hardest])}
        return [Finding(reason=Reason.SCORE_REACHED, outcome=hardest, signal="score", evidence=evidence)]


def score(findings: Iterable[Finding]) -> int:
    """Add up the points of the findings, at most 100; more findings never lower it."""
    return min(HIGHEST_SCORE, sum([finding.points for finding in findings]))
