"""Harness of a backtest's state: what a run goes on from lies in a file that anybody may have touched."""

from collections.abc import Iterable

import click

from eidgate.cli.trial.saved import load, save
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.trial.tally import Cell, Count, Example, Part, Tally
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.terms import DecisionName, RelyingPartyId, Vnd
from fuzz.defect import hold
from fuzz.files import own, written

QUESTION = "which"


def backtest_state_one(content: bytes) -> None:
    """A state of this question, the same when it is saved and loaded again, or the one error."""
    with written(content, "state.json") as path:
        try:
            found = load(path, QUESTION)
        except click.UsageError:
            return
    assert found is not None
    again = own("state-again.json")
    try:
        save(again, QUESTION, *found)
        hold(load(again, QUESTION) == found, "saved and loaded, it is another")
    finally:
        again.unlink(missing_ok=True)


def backtest_state_seeds() -> Iterable[bytes]:
    cell = Cell(Part.REASON, "SIM_SWAPPED", "hold", "allow", next(iter(Truth)))
    example = Example(
        name=DecisionName("decisions/x0a1"),
        relying_party=RelyingPartyId("bank-a"),
        recorded=Outcome.HOLD,
        candidate=Outcome.ALLOW,
        truth=next(iter(Truth)),
        added=(),
        removed=("SIM_SWAPPED",),
    )
    tally = Tally(cells={cell: Count(decisions=1, amount=Vnd(7))}, examples=[example])
    path = own("seed.json")
    save(path, QUESTION, "c:7", tally)
    sound = path.read_bytes()
    path.unlink()
    yield sound
    yield sound.replace(b"SIM", b"\xff")
    yield sound.replace(b"which", b"other")
    yield b'{"tally": ' + b"[" * 5_000
