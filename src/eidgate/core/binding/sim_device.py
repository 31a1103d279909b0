"""A SIM in another device: steps of its binding that leave the state as it is and move its clock.

The operator tells of the change, the bound subject's face stops the clock (Circular 08/2026 Art. 8). Each is
a version of the binding like any other, so that nothing that was told is ever overwritten.
"""

from typing import Final

from eidgate.core.binding.lifecycle import Binding, BindingState, Change, clock_of, step
from eidgate.core.binding.sim_service import device_changed, verified
from eidgate.core.errors import IllegalStateError
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, InstrumentKind

_OPEN: Final = frozenset({BindingState.PROPOSED, BindingState.CONFIRMED, BindingState.SUSPENDED})


def tell_device_change(binding: Binding, change: Change, *, changed_at: Instant) -> Binding:
    """Note that a number was seen in a new device.

    Raises:
        IllegalStateError: it is no SIM, or the binding has ended.
    """
    moved = _same_state(binding, change)
    return replace(moved, clock=device_changed(clock_of(binding), changed_at, told_at=change.at))


def reverify(binding: Binding, change: Change) -> Binding:
    """Note that the bound subject proved again who they are, by their face.

    Raises:
        IllegalStateError: it is no SIM, the binding has ended, or its subject disowned it.
    """
    moved = _same_state(binding, change)
    if binding.disowned:
        raise IllegalStateError("its subject disowned the binding, so it can only be revoked")
    return replace(moved, clock=verified(clock_of(binding), at=change.at))


def _same_state(binding: Binding, change: Change) -> Binding:
    if binding.instrument.kind is not InstrumentKind.SIM:
        raise IllegalStateError("only a SIM changes its device")
    return step(binding, change, _OPEN, binding.state)
