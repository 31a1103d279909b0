"""Outcomes as a policy writes them: one for every column, or one per column."""

from enum import StrEnum
from typing import Final

from eidgate.adapters.strict_yaml import Field
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.policy import COLUMNS, Column


class _Word(StrEnum):
    """The outcomes by name."""

    ALLOW = "allow"
    STEP_UP = "step_up"
    HOLD = "hold"
    DENY = "deny"


WORDS: Final = tuple(_Word)
"""From the softest to the hardest."""


def word(name: str) -> Outcome:
    """Return the outcome that one of `WORDS` stands for."""
    return Outcome[_Word(name).name]


def outcome(field: Field) -> Outcome:
    """Return the outcome that a value names.

    Raises:
        ConfigurationError: it names none.
    """
    return word(field.word(_Word))


def row(field: Field) -> dict[Column, Outcome]:
    """Return what a row says for every column.

    Raises:
        ConfigurationError: a column is missing, or says no outcome.
    """
    if field.is_scalar():
        return dict.fromkeys(COLUMNS, outcome(field))
    return {column: outcome(cell) for column, cell in field.record(COLUMNS).items()}
