"""A policy's own test: one situation, and what the policy must make of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.decide import decide
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One situation. `about` is the clause it is written for.

    `reasons` are exactly the codes that stop it (above ALLOW), `notes` some of those that are only noted, and
    the score lies from `least` to `most`.
    """

    name: str
    about: str
    facts: Facts
    outcome: Outcome
    reasons: frozenset[str]
    notes: frozenset[str]
    least: int
    most: int


def failures(world: World, policy: Policy, regulation: Regulation) -> Iterator[str]:
    """Yield what the policy makes of a world otherwise than expected."""
    decision = decide(world.facts, policy=policy, regulation=regulation)
    stopping = {one.code for one in decision.findings if one.outcome > Outcome.ALLOW}
    noted = {one.code for one in decision.findings} - stopping
    if decision.outcome is not world.outcome:
        yield f"outcome is {_word(decision.outcome)}, not {_word(world.outcome)}; found {_list(stopping)}"
    elif stopping != world.reasons:
        yield f"is stopped by {_list(stopping)}, not by {_list(world.reasons)}"
    if world.notes - noted:
        yield f"does not note {_list(world.notes - noted)}"
    if not world.least <= decision.score <= world.most:
        yield f"score is {decision.score}, not {world.least} to {world.most}"


def _word(outcome: Outcome) -> str:
    return outcome.name.lower()


def _list(codes: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(codes)) or "nothing"
