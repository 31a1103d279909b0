"""Transfer: a SIM changes its owner (Decree 163/2024); the old binding ends and another begins with it.

Only a SIM is handed on with its number. An account, wallet or card may not be sold, rented or lent
(Decree 52/2024 Art. 8; `domain.md` F2.8): its binding is revoked and never transferred.
"""

from eidgate.core.binding.lifecycle import Binding, BindingState, Change, step
from eidgate.core.errors import IllegalStateError
from eidgate.core.terms import InstrumentKind


def hand_on(binding: Binding, change: Change) -> Binding:
    """End a SIM's binding because its number goes to somebody else.

    Raises:
        ConflictError, IllegalStateError: see `lifecycle.step`.
        IllegalStateError: it is no SIM.
    """
    if binding.instrument.kind is not InstrumentKind.SIM:
        raise IllegalStateError("only a SIM can be transferred; revoke the binding of anything else")
    return step(binding, change, {BindingState.CONFIRMED}, BindingState.TRANSFERRED)
