"""When the sources outside said what a decision rests on: the age of a word is part of what is known.

Read from the facts, so that a record answers it for every decision that it was made of, old or new. What the
ledger's own unit reads (bindings, lists, holds, history) is as old as the decision and stands here never.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from eidgate.core.observation import Reading
from eidgate.core.risk.facts import NO_NAME, NO_SERVICE, NO_SIM, Facts
from eidgate.core.terms import Instant

Said: TypeAlias = tuple[tuple[str, Instant], ...]
"""Signals by name, and when the source of each said what it saw."""

READINGS: Final[Mapping[str, Callable[[Facts], Reading]]] = {
    "call_forwarding": lambda facts: facts.sim.forwarding,
    "number_recycled": lambda facts: facts.sim.recycled,
    "payee_name": lambda facts: facts.payee_name.reading,
    "sim_device": lambda facts: facts.sim.device_change,
    "sim_service": lambda facts: facts.sim_service.reading,
    "sim_swap": lambda facts: facts.sim.swap,
}
"""The signals that rest on somebody's word, and the word: a line for each new one."""


def said(facts: Facts) -> Said:
    """Return when each source spoke; a signal is missing where nobody did."""
    if facts.sim is NO_SIM and facts.payee_name is NO_NAME and facts.sim_service is NO_SERVICE:
        return ()
    words = ((signal, read(facts).as_of) for signal, read in READINGS.items())
    return tuple([(signal, as_of) for signal, as_of in words if as_of is not None])
