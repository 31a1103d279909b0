"""The score: what findings add up to, and from where on it hardens the outcome."""

import pytest

from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.risk.scoring import HIGHEST_SCORE, Scoring, score

SCORING = Scoring(
    points={Outcome.ALLOW: 0, Outcome.STEP_UP: 10, Outcome.HOLD: 30, Outcome.DENY: 100},
    weights={Reason.CLOCK_SKEW: 7},
    hardens={Outcome.STEP_UP: 20, Outcome.HOLD: 50},
)


def finding(points: int) -> Finding:
    return Finding(reason=Reason.CLOCK_SKEW, outcome=Outcome.ALLOW, signal="clock", points=points)


def test_a_finding_weighs_what_its_outcome_does_unless_its_reason_weighs_otherwise() -> None:
    assert SCORING.of(Reason.PAYEE_NEW, Outcome.HOLD) == 30
    assert SCORING.of(Reason.CLOCK_SKEW, Outcome.HOLD) == 7


def test_findings_add_up_to_a_hundred_at_most() -> None:
    assert score([]) == 0
    assert score([finding(40), finding(2)]) == 42
    assert score([finding(60), finding(60)]) == HIGHEST_SCORE


@pytest.mark.parametrize(
    ("reached", "found", "hardened"),
    [
        (19, Outcome.ALLOW, None),
        (20, Outcome.ALLOW, Outcome.STEP_UP),
        (49, Outcome.ALLOW, Outcome.STEP_UP),
        (50, Outcome.ALLOW, Outcome.HOLD),
        (50, Outcome.STEP_UP, Outcome.HOLD),
        (49, Outcome.STEP_UP, None),
        (100, Outcome.HOLD, None),
        (100, Outcome.DENY, None),
    ],
)
def test_the_hardest_outcome_that_the_score_reaches_is_found_if_it_is_harder(
    reached: int, found: Outcome, hardened: Outcome | None
) -> None:
    hardening = SCORING.hardening(reached, found)
    assert [one.outcome for one in hardening] == ([] if hardened is None else [hardened])
    if hardened is not None:
        [one] = hardening
        assert (one.reason, one.signal, one.points) == (Reason.SCORE_REACHED, "score", 0)
        assert one.evidence == {"from": str(SCORING.hardens[hardened])}


def test_a_score_that_hardens_nothing_finds_nothing() -> None:
    none = Scoring(points=SCORING.points, weights={}, hardens={})
    assert none.hardening(HIGHEST_SCORE, Outcome.ALLOW) == []
