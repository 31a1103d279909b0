"""Telling operators what time did: steps of the clocks that run after a change of device.

No decision waits for this: what a number may still do follows from its clock at any instant.
"""

from eidgate.core.binding.sim_service import SimService
from eidgate.core.terms import Instant
from eidgate.ports import SimClocks


def tell_sim_steps(clocks: SimClocks, *, at: Instant) -> list[SimService]:
    """Tell every step that is due, however long ago it came; return what each one leaves of the service.

    Raises:
        UnavailableError: the store cannot be used; what is left is told the next time.
    """
    told: list[SimService] = []
    while due := clocks.tell_due(at):
        told.extend(step.service for step in due)
    return told
