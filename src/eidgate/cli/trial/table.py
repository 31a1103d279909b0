"""A tally as pages of tables that a risk officer reads from top to bottom, in Vietnamese or English."""

from functools import partial
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eidgate.cli.trial.words import word
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.trial.bands import BANDS
from eidgate.core.risk.trial.figures import (
    Confusion,
    Grounds,
    candidate_side,
    confusion,
    recorded_side,
    rows,
)
from eidgate.core.risk.trial.tally import Part, Tally
from eidgate.core.risk.trial.truth import Truth

_WIDTH: Final = 120
"""Columns when the output is no terminal."""

_MOST: Final = 40
"""Reasons in a table; the frequent come first."""

_COUNTS: Final = ("tried", "changed", "other_line", "unknown", "undecided", "missed")
_ALWAYS: Final = frozenset({"tried", "changed"})
_OUTCOMES: Final = tuple(outcome.name for outcome in Outcome)
_FIGURES: Final = (
    "stopped",
    "stopped_amount",
    "stepped_up",
    "frauds_stopped",
    "fraud_amount_stopped",
    "frauds_stepped_up",
    "frauds_allowed",
    "fraud_amount_allowed",
    "false_alarms",
    "completed_hindered",
)


def draw(tally: Tally, language: str) -> None:
    """Print a tally."""
    console = Console(width=None if Console().is_terminal else _WIDTH, highlight=False)
    told = partial(word, language=language)
    for name in _COUNTS:
        count = getattr(tally, name)
        if count or name in _ALWAYS:
            console.print(f"{told(name)}: [bold]{count:,}[/bold]")
    console.print(_confusion(confusion(tally), language))
    console.print(_bands(tally, language))
    console.print(_figures(tally, language))
    for part, title, first in ((Part.REASON, "reasons", "reason"), (Part.SOURCE, "sources", "source")):
        if any(tally.of(part)):
            console.print(_grounds(tally, part, title, first, language))
    if tally.examples:
        console.print(_examples(tally, language))


def _confusion(table: Confusion, language: str) -> Table:
    drawn = Table(title=word("confusion", language))
    drawn.add_column("")
    for candidate in _OUTCOMES:
        drawn.add_column(word(candidate, language), justify="right")
    for recorded in _OUTCOMES:
        cells = [table.get((recorded, candidate)) for candidate in _OUTCOMES]
        drawn.add_row(word(recorded, language), *[f"{one.decisions:,}" if one else "·" for one in cells])
    return drawn


def _bands(tally: Tally, language: str) -> Table:
    drawn = Table(title=word("bands", language))
    drawn.add_column(word("band", language))
    for name in ("tried", "harder", "softer"):
        drawn.add_column(word(name, language), justify="right")
    for band in BANDS:
        table = confusion(tally, band=band)
        if table:
            sums = (_sum(table, 0, -1, 1), _sum(table, 1), _sum(table, -1))
            drawn.add_row(word(band, language), *[f"{one:,}" for one in sums])
    return drawn


def _sum(table: Confusion, *directions: int) -> int:
    return sum(counted.decisions for pair, counted in table.items() if _direction(*pair) in directions)


def _direction(recorded: str, candidate: str) -> int:
    before, after = Outcome[recorded], Outcome[candidate]
    return (after > before) - (after < before)


def _figures(tally: Tally, language: str) -> Table:
    recorded, candidate = recorded_side(tally), candidate_side(tally)
    drawn = Table(title=word("figures", language))
    drawn.add_column("")
    for side in ("recorded", "candidate"):
        drawn.add_column(word(side, language), justify="right")
    for name in _FIGURES:
        before, after = getattr(recorded, name), getattr(candidate, name)
        drawn.add_row(word(name, language), f"{before:,}", f"{after:,}")
    return drawn


def _grounds(tally: Tally, part: Part, title: str, first: str, language: str) -> Table:
    found = rows(tally, part)
    drawn = Table(title=word(title, language), caption=word("more", language) if len(found) > _MOST else None)
    drawn.add_column(word(first, language), overflow="fold")
    for name in ("hindered", "frauds", "alarms", "precision"):
        drawn.add_column(word(name, language), justify="right")
    for row in found[:_MOST]:
        sides = zip(_cells(row.recorded), _cells(row.candidate), strict=True)
        drawn.add_row(escape(row.what), *[old if old == new else f"{old} → {new}" for old, new in sides])
    return drawn


def _cells(grounds: Grounds) -> tuple[str, ...]:
    precision = grounds.precision_percent
    counts = (grounds.hindered, grounds.frauds, grounds.false_alarms)
    return (*[f"{one:,}" for one in counts], "-" if precision is None else f"{precision} %")


def _examples(tally: Tally, language: str) -> Table:
    drawn = Table(title=word("examples", language))
    for name in ("decision", "recorded", "candidate", "truth", "added", "removed"):
        drawn.add_column(word(name, language), overflow="fold")
    for one in tally.examples:
        drawn.add_row(
            one.name,
            word(one.recorded.name, language),
            word(one.candidate.name, language),
            "" if one.truth is Truth.UNKNOWN else word(one.truth, language),
            escape(", ".join(one.added)),
            escape(", ".join(one.removed)),
        )
    return drawn
