"""Trials of policies: a scene's decisions, with what became of them, against a candidate."""

from builders.service import Scene
from eidgate.app.answer import Answer
from eidgate.app.backtest import Backtest, Question
from eidgate.app.report_outcome import ReportOutcome, report_outcome
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.trial.tally import Tally
from eidgate.core.terms import RelyingPartyId
from eidgate.ports import DecisionFilter, OutcomeReport
from eidgate.simulator.world import BANK

EVERYTHING = DecisionFilter()


def report(scene: Scene, answered: Answer, kind: str) -> None:
    """The bank says what became of a decision."""
    told = OutcomeReport(decision=answered.record.name, kind=OutcomeKind(kind), at=scene.clock.now())
    report_outcome(
        ReportOutcome(caller=BANK, request=scene.request("ReportOutcome"), report=told), scene.service
    )


def trial(
    scene: Scene,
    candidate: Policy | None,
    only: DecisionFilter = EVERYTHING,
    relying_party: RelyingPartyId | None = None,
) -> Tally:
    """Backtest a candidate on everything in the scene's store."""
    total = Tally()
    backtest = Backtest(
        Question(candidate=candidate, only=only, relying_party=relying_party),
        scene.store.past_decisions,
        scene.service.regulation,
        scene.service.policies.past,
    )
    for step in backtest.steps(scene.store.past_decisions.span(only.since, only.until)):
        total.add(step.counted)
    return total
