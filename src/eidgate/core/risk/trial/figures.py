"""What a tally says: who would have been stopped, how much money, how many wrongly, and by which reason."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.trial.tally import ABSENT, Cell, Count, Part, Tally
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.terms import Vnd

STOPPING: Final = frozenset({Outcome.HOLD.name, Outcome.DENY.name})
"""Outcomes by which money does not move; a step-up asks for more and lets it move then."""

_PASSING: Final = frozenset({ABSENT, Outcome.ALLOW.name})


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One policy's side of the decisions tried; a hindered one was stepped up, held or denied."""

    stopped: int
    stopped_amount: Vnd
    stepped_up: int
    frauds_stopped: int
    fraud_amount_stopped: Vnd
    frauds_stepped_up: int
    frauds_allowed: int
    fraud_amount_allowed: Vnd
    false_alarms: int
    """Hindered decisions that were reported to be false alarms."""
    completed_hindered: int
    """Hindered decisions whose payment was completed and never called fraud: likely false alarms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """How often something was a ground to hinder, and how often rightly.

    A decision counts here when this side's finding said more than ALLOW.
    """

    hindered: int
    frauds: int
    false_alarms: int
    completed: int
    amount: Vnd
    fraud_amount: Vnd

    @property
    def precision_percent(self) -> int | None:
        """Frauds among the decisions that were judged at all; None while none was."""
        judged = self.frauds + self.false_alarms
        return None if judged == 0 else round(100 * self.frauds / judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Something that hinders payments, on both sides."""

    what: str
    recorded: Grounds
    candidate: Grounds


Confusion: TypeAlias = dict[tuple[str, str], Count]
"""(recorded outcome, candidate's outcome) → decisions and money."""


def confusion(tally: Tally, truth: Truth | None = None, band: str | None = None) -> Confusion:
    """Return the confusion table of all decisions, of those with one truth, or of one band."""
    table: Confusion = defaultdict(Count)
    for cell, counted in tally.of(Part.BAND):
        if truth in {None, cell.truth} and band in {None, cell.what}:
            found = table[cell.recorded, cell.candidate]
            found.decisions += counted.decisions
            found.amount = Vnd(found.amount + counted.amount)
    return dict(table)


def recorded_side(tally: Tally) -> Side:
    """Return what was decided."""
    return _side([(cell.recorded, cell.truth, counted) for cell, counted in tally.of(Part.BAND)])


def candidate_side(tally: Tally) -> Side:
    """Return what the candidate would have decided."""
    return _side([(cell.candidate, cell.truth, counted) for cell, counted in tally.of(Part.BAND)])


def rows(tally: Tally, part: Part) -> list[Row]:
    """Return the reasons, or the institutions that list, that hinder on either side; the frequent first."""
    found: dict[str, list[tuple[Cell, Count]]] = defaultdict(list)
    for cell, counted in tally.of(part):
        found[cell.what].append((cell, counted))
    made = [
        Row(
            what=what,
            recorded=_grounds([(cell.recorded, cell.truth, counted) for cell, counted in cells]),
            candidate=_grounds([(cell.candidate, cell.truth, counted) for cell, counted in cells]),
        )
        for what, cells in found.items()
    ]
    hindering = [row for row in made if row.recorded.hindered or row.candidate.hindered]
    return sorted(hindering, key=lambda row: (-max(row.recorded.hindered, row.candidate.hindered), row.what))


_Seen: TypeAlias = tuple[str, Truth, Count]


def _side(seen: list[_Seen]) -> Side:
    stopped = [one for one in seen if one[0] in STOPPING]
    stepped = [one for one in seen if one[0] == Outcome.STEP_UP.name]
    allowed = [one for one in seen if one[0] == Outcome.ALLOW.name]
    return Side(
        stopped=_decisions(stopped),
        stopped_amount=_amount(stopped),
        stepped_up=_decisions(stepped),
        frauds_stopped=_decisions(stopped, Truth.FRAUD),
        fraud_amount_stopped=_amount(stopped, Truth.FRAUD),
        frauds_stepped_up=_decisions(stepped, Truth.FRAUD),
        frauds_allowed=_decisions(allowed, Truth.FRAUD),
        fraud_amount_allowed=_amount(allowed, Truth.FRAUD),
        false_alarms=_decisions(stopped + stepped, Truth.FALSE_ALARM),
        completed_hindered=_decisions(stopped + stepped, Truth.COMPLETED),
    )


def _grounds(seen: list[_Seen]) -> Grounds:
    hindered = [one for one in seen if one[0] not in _PASSING]
    return Grounds(
        hindered=_decisions(hindered),
        frauds=_decisions(hindered, Truth.FRAUD),
        false_alarms=_decisions(hindered, Truth.FALSE_ALARM),
        completed=_decisions(hindered, Truth.COMPLETED),
        amount=_amount(hindered),
        fraud_amount=_amount(hindered, Truth.FRAUD),
    )


def _decisions(seen: Iterable[_Seen], truth: Truth | None = None) -> int:
    return sum(counted.decisions for _, true, counted in seen if truth in {None, true})


def _amount(seen: Iterable[_Seen], truth: Truth | None = None) -> Vnd:
    return Vnd(sum(counted.amount for _, true, counted in seen if truth in {None, true}))
