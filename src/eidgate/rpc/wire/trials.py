"""A trial's tally → its message."""

from typing import Any

from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.trial.tally import Cell, Count, Example, Tally
from eidgate.rpc.wire import words
from eidgate.v1 import trial_pb2


def tally_message(tally: Tally) -> trial_pb2.TrialTally:
    """Write what was counted."""
    return trial_pb2.TrialTally(
        tried=tally.tried,
        changed=tally.changed,
        other_line=tally.other_line,
        unknown_policy=tally.unknown,
        undecided=tally.undecided,
        missed=tally.missed,
        counts=[_count(cell, counted) for cell, counted in tally.cells.items()],
        examples=[_example(one) for one in tally.examples],
    )


def _count(cell: Cell, counted: Count) -> trial_pb2.TrialCount:
    return trial_pb2.TrialCount(
        part=words.TRIAL_PART.to_wire(cell.part),
        what=cell.what,
        recorded=_outcome(cell.recorded),
        candidate=_outcome(cell.candidate),
        truth=words.TRUTH.to_wire(cell.truth),
        decisions=counted.decisions,
        amount_dong=counted.amount,
    )


def _outcome(name: str) -> Any:
    """Return an outcome, or None to leave the field out where a reason was not found."""
    return words.OUTCOME.to_wire(Outcome[name]) if name else None


def _example(one: Example) -> trial_pb2.TrialExample:
    return trial_pb2.TrialExample(
        decision=one.name,
        relying_party=one.relying_party,
        recorded=words.OUTCOME.to_wire(one.recorded),
        candidate=words.OUTCOME.to_wire(one.candidate),
        truth=words.TRUTH.to_wire(one.truth),
        added=one.added,
        removed=one.removed,
    )
