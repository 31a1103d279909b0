"""Deciding a recorded case by a candidate, and counting how the two decisions differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from eidgate.core.desk.standing import StandingKind
from eidgate.core.errors import EidgateError
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.decide import decide
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.record import DecisionRecord
from eidgate.core.risk.trial.bands import band
from eidgate.core.risk.trial.past import PastFinding, PastRecord
from eidgate.core.risk.trial.tally import ABSENT, Cell, Example, Part, Tally
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.terms import Vnd

_NAMES: Final = {outcome: outcome.name for outcome in Outcome}
_NO_MONEY: Final = Vnd(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Both decisions on one case: `before` and `after` are what each made of each ground."""

    recorded: Outcome
    candidate: Outcome
    before: dict[str, Outcome]
    after: dict[str, Outcome]

    @property
    def differs(self) -> bool:
        """Whether anything is different: the outcome, a finding, or what a finding means."""
        return self.recorded is not self.candidate or self.before != self.after


def compare(
    record: DecisionRecord | PastRecord,
    truth: Truth,
    tally: Tally,
    *,
    candidate: Policy,
    regulation: Regulation,
) -> Compared | None:
    """Decide a record's facts by the candidate and count both decisions; None where it cannot be decided."""
    try:
        decided = decide(record.facts, policy=candidate, regulation=regulation)
    except EidgateError:
        tally.undecided += 1
        return None
    compared = Compared(
        recorded=record.decision.outcome,
        candidate=decided.outcome,
        before=worst_by_ground(record.decision.findings),
        after=worst_by_ground(decided.findings),
    )
    tally.tried += 1
    _count(record.facts, compared, truth, tally)
    if compared.differs:
        tally.changed += 1
        if compared.recorded is not compared.candidate:
            tally.show(_example(record, compared, truth))
    return compared


def worst_by_ground(findings: Iterable[Finding | PastFinding]) -> dict[str, Outcome]:
    """Return each ground (a reason's code, `CODE/rule` for a custom rule) with the worst made of it."""
    worst: dict[str, Outcome] = {}
    for finding in findings:
        cited, outcome = finding.cited, finding.outcome
        ground = f"{cited.code}/{cited.rule}" if cited else finding.reason
        if outcome >= worst.get(ground, outcome):
            worst[ground] = outcome
    return worst


def _count(facts: Facts, compared: Compared, truth: Truth, tally: Tally) -> None:
    amount = _NO_MONEY if facts.transaction is None else facts.transaction.amount
    pair = (_NAMES[compared.recorded], _NAMES[compared.candidate])
    tally.count(Cell(Part.BAND, band(amount), *pair, truth), 1, amount)
    before, after = compared.before, compared.after
    for ground in before | after:
        cell = Cell(Part.REASON, ground, _name(before.get(ground)), _name(after.get(ground)), truth)
        tally.count(cell, 1, amount)
    if facts.standings:
        for source in {one.source for one in facts.standings if one.kind is StandingKind.LISTED}:
            tally.count(Cell(Part.SOURCE, source, *pair, truth), 1, amount)


def _name(outcome: Outcome | None) -> str:
    return ABSENT if outcome is None else _NAMES[outcome]


def _example(record: DecisionRecord | PastRecord, compared: Compared, truth: Truth) -> Example:
    before, after = compared.before.keys(), compared.after.keys()
    return Example(
        name=record.name,
        relying_party=record.relying_party,
        recorded=compared.recorded,
        candidate=compared.candidate,
        truth=truth,
        added=tuple(sorted(after - before)),
        removed=tuple(sorted(before - after)),
    )
