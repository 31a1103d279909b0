"""Deciding a recorded case by a candidate, and counting how the two decisions differ."""

from collections.abc import Iterable
from typing import Final

from eidgate.core.desk.standing import StandingKind
from eidgate.core.errors import EidgateError
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.decide import decide
from eidgate.core.risk.decision import Decision
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.trial.bands import band
from eidgate.core.risk.trial.past import PastFinding, PastRecord
from eidgate.core.risk.trial.tally import ABSENT, Cell, Example, Part, Tally
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.terms import Vnd

_NAMES: Final = {outcome: outcome.name for outcome in Outcome}
_NO_MONEY: Final = Vnd(0)


def compare(
    record: PastRecord, truth: Truth, tally: Tally, *, candidate: Policy, regulation: Regulation
) -> Decision | None:
    """Decide a record's facts by the candidate and count both decisions; None where it cannot be decided."""
    try:
        decided = decide(record.facts, policy=candidate, regulation=regulation)
    except EidgateError:
        tally.undecided += 1
        return None
    tally.tried += 1
    before, after = worst_by_code(record.decision.findings), worst_by_code(decided.findings)
    _count(record, decided, truth, before, after, tally)
    if before != after or record.decision.outcome is not decided.outcome:
        tally.changed += 1
        if record.decision.outcome is not decided.outcome:
            tally.show(_example(record, decided, truth, before, after))
    return decided


def worst_by_code(findings: Iterable[Finding | PastFinding]) -> dict[str, Outcome]:
    """Return each reason's code with the worst that was made of it."""
    worst: dict[str, Outcome] = {}
    for finding in findings:
        code, outcome = finding.code, finding.outcome
        if outcome >= worst.get(code, outcome):
            worst[code] = outcome
    return worst


def _count(  # noqa: PLR0913, PLR0917 - both sides of one comparison
    record: PastRecord,
    decided: Decision,
    truth: Truth,
    before: dict[str, Outcome],
    after: dict[str, Outcome],
    tally: Tally,
) -> None:
    transaction = record.facts.transaction
    amount = _NO_MONEY if transaction is None else transaction.amount
    pair = (_NAMES[record.decision.outcome], _NAMES[decided.outcome])
    tally.count(Cell(Part.BAND, band(amount), *pair, truth), 1, amount)
    for code in before | after:
        cell = Cell(Part.REASON, code, _name(before.get(code)), _name(after.get(code)), truth)
        tally.count(cell, 1, amount)
    if record.facts.standings:
        sources = {one.source for one in record.facts.standings if one.kind is StandingKind.LISTED}
        for source in sources:
            tally.count(Cell(Part.SOURCE, source, *pair, truth), 1, amount)


def _name(outcome: Outcome | None) -> str:
    return ABSENT if outcome is None else _NAMES[outcome]


def _example(
    record: PastRecord,
    decided: Decision,
    truth: Truth,
    before: dict[str, Outcome],
    after: dict[str, Outcome],
) -> Example:
    return Example(
        name=record.name,
        relying_party=record.relying_party,
        recorded=record.decision.outcome,
        candidate=decided.outcome,
        truth=truth,
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
    )
