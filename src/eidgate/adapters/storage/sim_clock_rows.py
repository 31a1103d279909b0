"""The clock of a SIM as rows: what decisions see of it, and when its next step is due.

Written by every version of a binding, in the transaction that appends it, so that neither is ever behind.
"""

from typing import Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import to_micros
from eidgate.adapters.storage.standings import replace_standing
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.binding.sim_service import ServiceStep, SimClock, SimService, steps
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.standing import StandingKind
from eidgate.core.risk.sim_standing import FOR_GOOD, sim_standing
from eidgate.core.terms import Instant

NEXT: Final = "UPDATE sim_clock SET due = ? WHERE binding = ?"


def project_clock(session: Session, binding: Binding) -> None:
    """Let decisions and the keeper of clocks know what this version says; other bindings have no clock."""
    if binding.clock is None:
        return
    identifier, standing = identifier_of(binding.instrument), sim_standing(binding)
    replace_standing(session, identifier, StandingKind.SIM, binding.name, standing)
    _run_clock(session, binding, binding.clock if binding.state.is_open else None)


def step_after(clock: SimClock, at: Instant) -> ServiceStep | None:
    """Return the first step after an instant that takes something away, or None for none."""
    taking = (one for one in steps(clock) if one.service is not SimService.TO_BE_VERIFIED)
    return next((one for one in taking if one.at > at), None)


def due_of(step: ServiceStep | None) -> int:
    """Return the column of when a step is due; far away where there is none left."""
    return to_micros(FOR_GOOD if step is None else step.at)


def _run_clock(session: Session, binding: Binding, clock: SimClock | None) -> None:
    """Let it run, from its beginning if it is another one; what was told of the same one stays told."""
    opened = None if clock is None else clock.open_since
    if clock is None or opened is None:
        session.write("DELETE FROM sim_clock WHERE binding = ?", binding.name)
        return
    since = to_micros(opened)
    if session.rows("SELECT 1 FROM sim_clock WHERE binding = ? AND open_since = ?", binding.name, since):
        return
    session.write("DELETE FROM sim_clock WHERE binding = ?", binding.name)
    session.write(
        "INSERT INTO sim_clock (binding, open_since, due) VALUES (?, ?, ?)",
        binding.name,
        since,
        due_of(step_after(clock, opened)),
    )
