"""Junk SIMs: which numbers stand in one person's name, by operator, and which are above the limit.

A report of what is to be looked at, not a verdict: there is no cap on numbers, but from the fourth of an
operator on each needs a contract (`sim_rules`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from eidgate.core.binding.lifecycle import Binding
from eidgate.core.binding.sim_rules import NUMBERS_WITHOUT_CONTRACT
from eidgate.core.terms import BindingName, InstrumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorNumbers:
    """One person's numbers at one operator, oldest first; `above` lack the contract that they need."""

    operator: str
    numbers: tuple[BindingName, ...]
    above: tuple[BindingName, ...]


def numbers_by_operator(bindings: Iterable[Binding]) -> tuple[OperatorNumbers, ...]:
    """Return the report on the open SIM bindings among these, which are of one subject."""
    held: dict[str, list[Binding]] = {}
    for one in sorted(bindings, key=lambda binding: (binding.created_at, binding.name)):
        if one.instrument.kind is InstrumentKind.SIM and one.state.is_open:
            held.setdefault(one.institution, []).append(one)
    return tuple(_report(operator, numbers) for operator, numbers in sorted(held.items()))


def _report(operator: str, numbers: list[Binding]) -> OperatorNumbers:
    later = numbers[NUMBERS_WITHOUT_CONTRACT:]
    return OperatorNumbers(
        operator=operator,
        numbers=tuple(one.name for one in numbers),
        above=tuple(one.name for one in later if one.sim is None or not one.sim.contract),
    )
