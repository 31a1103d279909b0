"""The clocks of SIMs: steps that came due are told to the number's operator, each once."""

from typing import Final

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.binding_alerts import step_due
from eidgate.adapters.storage.binding_rows import newest
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.outbox import emit
from eidgate.adapters.storage.rows import lock_key, to_micros
from eidgate.adapters.storage.sim_clock_rows import NEXT, due_of, step_after
from eidgate.core.binding.sim_service import ServiceStep, steps
from eidgate.core.terms import BindingName, Instant

TOLD_AT_ONCE: Final = 100
"""Steps that are told in one go: each is a commit, together some tenths of a second."""


class StoredSimClocks:
    """Implements `eidgate.ports.SimClocks`."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def tell_due(self, at: Instant) -> list[ServiceStep]:
        """Tell of steps whose time has come; see the port."""
        due = self._access.read(
            lambda session: session.rows(
                "SELECT binding FROM sim_clock WHERE due <= ? ORDER BY due LIMIT ?",
                to_micros(at),
                TOLD_AT_ONCE,
            )
        )
        told = (self._tell(BindingName(name), at) for (name,) in due)
        return [step for step in told if step is not None]

    def running(self) -> int:
        """Return how many clocks run; see the port."""
        [(count,)] = self._access.read(lambda session: session.rows("SELECT count(*) FROM sim_clock"))
        return int(count)

    def _tell(self, name: BindingName, at: Instant) -> ServiceStep | None:
        return self._access.change(lambda session: _tell_next(session, name, at))


def _tell_next(session: Session, name: BindingName, at: Instant) -> ServiceStep | None:
    """Tell one step, unless the clock was stopped or another process told it meanwhile."""
    session.lock(lock_key(f"binding:{name}"))
    rows = session.rows("SELECT due FROM sim_clock WHERE binding = ? AND due <= ?", name, to_micros(at))
    binding = newest(session, name)
    if not rows or binding.clock is None:
        return None
    step = next((one for one in steps(binding.clock) if to_micros(one.at) == rows[0][0]), None)
    if step is None:
        return None
    session.write(NEXT, due_of(step_after(binding.clock, step.at)), name)
    emit(session, step_due(binding, step, told_at=at))
    return step
