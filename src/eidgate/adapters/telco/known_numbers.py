"""Whose a number is: the registry of ported numbers first, then the operator that bound it; never its prefix.

The registry is the authority. Where it is silent, an operator that bound the number to a subscriber has said
that it serves it. Two operators that both say so, as stores of before ADR 0103 may, say nothing.
"""

from collections.abc import Sequence

from eidgate.core.errors import UnavailableError
from eidgate.core.terms import Instrument, InstrumentKind, Masked
from eidgate.ports import BindingStore
from eidgate.ports.sim_network import PortedNumbers


class KnownNumbers:
    """Implements `eidgate.ports.PortedNumbers` for the operators that can be asked at all."""

    def __init__(self, registry: PortedNumbers, bindings: BindingStore, operators: Sequence[str]) -> None:
        self._registry, self._bindings, self._operators = registry, bindings, tuple(operators)

    def operator_of(self, phone: Masked) -> str | None:
        """Return the code of the operator that serves a number, or None where nobody says."""
        said = self._registry.operator_of(phone)
        return said if said is not None else self._bound_at(phone)

    def _bound_at(self, phone: Masked) -> str | None:
        try:
            found = [code for code in self._operators if self._binds(code, phone)]
        except UnavailableError:
            return None  # a store that cannot be read answers nothing, and the decision will say so itself
        return found[0] if len(found) == 1 else None

    def _binds(self, operator: str, phone: Masked) -> bool:
        sim = Instrument(kind=InstrumentKind.SIM, institution=operator, number=phone.reveal())
        binding = self._bindings.of_instrument(sim)
        return binding is not None and binding.active
