"""The tally of a trial: decisions and money by what was decided, what would be, and what turned out true.

Bounded whatever is counted: bands, outcomes and truths are closed sets, and codes and sources have a limit.
Two tallies of different decisions add up to the tally of all of them, so a trial can stop and go on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.terms import DecisionName, RelyingPartyId, Vnd

LIMIT: Final = 20_000
"""Cells: every reason of the catalogue in every change that occurs is a tenth of this. Beyond it, `OTHER`."""

OTHER: Final = "OTHER"
ABSENT: Final = ""
"""In place of an outcome: this side did not find the reason at all."""

SHOWN_EACH: Final = 5
"""Examples for each pair of different outcomes, so that an analyst can look at real decisions."""


class Part(StrEnum):
    """What cells are about."""

    BAND = "band"
    """`what` is a band of amounts; every decision is in one cell, and the outcomes are the decision's."""
    REASON = "reason"
    """`what` is a reason's code, `CODE/rule` for a custom rule; the outcomes say what each made of it."""
    SOURCE = "source"
    """`what` is an institution whose listing stood, and the outcomes are the decision's."""


class Cell(NamedTuple):
    """What is counted as one."""

    part: Part
    what: str
    recorded: str
    candidate: str
    truth: Truth


@dataclass(slots=True)
class Count:
    """How many decisions, and their money."""

    decisions: int = 0
    amount: Vnd = Vnd(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One decision that would come out otherwise; codes and names only."""

    name: DecisionName
    relying_party: RelyingPartyId
    recorded: Outcome
    candidate: Outcome
    truth: Truth
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a trial has counted so far.

    `tried` decisions were decided again, `changed` of them with another outcome or other findings.
    `other_line` were decided by another line of policies, `unknown` by a policy that is not at hand, and
    `undecided` could not be decided by the candidate, and `missed` were in a shadow's share but found no time
    (a backtest misses none): none of these four is in a cell.
    """

    tried: int = 0
    changed: int = 0
    other_line: int = 0
    unknown: int = 0
    undecided: int = 0
    missed: int = 0
    cells: dict[Cell, Count] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)

    def count(self, cell: Cell, decisions: int, amount: int) -> None:
        """Add to a cell."""
        found = self.cells.get(cell)
        if found is None:
            if len(self.cells) >= LIMIT and cell.part is not Part.BAND:
                cell = cell._replace(what=OTHER)
            found = self.cells.setdefault(cell, Count())
        found.decisions += decisions
        found.amount = Vnd(found.amount + amount)

    def show(self, example: Example) -> None:
        """Keep an example, unless there are enough of its kind."""
        alike = [
            one
            for one in self.examples
            if (one.recorded, one.candidate) == (example.recorded, example.candidate)
        ]
        if len(alike) < SHOWN_EACH:
            self.examples.append(example)

    def add(self, other: "Tally") -> None:
        """Take over what another tally counted."""
        self.tried += other.tried
        self.changed += other.changed
        self.other_line += other.other_line
        self.unknown += other.unknown
        self.undecided += other.undecided
        self.missed += other.missed
        for cell, counted in other.cells.items():
            self.count(cell, counted.decisions, counted.amount)
        for example in other.examples:
            self.show(example)

    def of(self, part: Part) -> Iterator[tuple[Cell, Count]]:
        """Return the cells of one part."""
        return ((cell, counted) for cell, counted in self.cells.items() if cell.part is part)
