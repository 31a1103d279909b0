"""A backtest's state between two runs: which question, how far, and what was counted so far."""

from pathlib import Path
from typing import Final

import click
import msgspec

from eidgate.core.risk.trial.tally import Cell, Count, Example, Tally
from eidgate.core.terms import Vnd

_ENCODER: Final = msgspec.json.Encoder(order="sorted")


class SavedTally(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A tally in JSON: its cells as rows."""

    tried: int
    changed: int
    other_line: int
    unknown: int
    undecided: int
    cells: list[tuple[Cell, int, int]]
    examples: list[Example]


class Saved(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Everything up to `cursor` is in the tally; the cursor knows where the question ends, too."""

    question: str
    cursor: str
    tally: SavedTally


_DECODER: Final = msgspec.json.Decoder(Saved)


def save(path: Path, question: str, cursor: str, tally: Tally) -> None:
    """Write the state, whole or not at all."""
    beside = path.with_name(f"{path.name}.new")
    saved = Saved(question=question, cursor=cursor, tally=_rows(tally))
    beside.write_bytes(_ENCODER.encode(saved))
    beside.replace(path)


def load(path: Path, question: str) -> tuple[str, Tally] | None:
    """Return cursor and tally of an earlier run of the same question, or None when there is no file.

    Raises:
        UsageError: the file is another question's, or no state at all.
    """
    if not path.exists():
        return None
    try:
        saved = _DECODER.decode(path.read_bytes())
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path}: is no state of a backtest: {error}") from error
    if saved.question != question:
        raise click.UsageError(
            f"{path}: belongs to another question: {saved.question}; ask that one, or give another file"
        )
    return saved.cursor, _tally(saved.tally)


def _rows(tally: Tally) -> SavedTally:
    return SavedTally(
        tried=tally.tried,
        changed=tally.changed,
        other_line=tally.other_line,
        unknown=tally.unknown,
        undecided=tally.undecided,
        cells=[(cell, counted.decisions, counted.amount) for cell, counted in tally.cells.items()],
        examples=tally.examples,
    )


def _tally(saved: SavedTally) -> Tally:
    return Tally(
        tried=saved.tried,
        changed=saved.changed,
        other_line=saved.other_line,
        unknown=saved.unknown,
        undecided=saved.undecided,
        cells={
            cell: Count(decisions=decisions, amount=Vnd(amount)) for cell, decisions, amount in saved.cells
        },
        examples=saved.examples,
    )
