"""The clocks that run after a SIM was seen in another device."""

from typing import Protocol

from eidgate.core.binding.sim_service import ServiceStep
from eidgate.core.terms import Instant


class SimClocks(Protocol):
    """Running clocks of SIM bindings: projections of what the bindings' newest versions say."""

    def tell_due(self, at: Instant) -> list[ServiceStep]:
        """Alert the operators of numbers whose next step has come due, each step once; return some of them.

        Each is one durable unit with its alert. There may be more: ask until none is left.

        Raises:
            UnavailableError: the store cannot be used; what is left is told the next time.
        """
        ...

    def running(self) -> int:
        """Return how many numbers wait for a proof."""
        ...
