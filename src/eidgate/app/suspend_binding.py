"""Suspending and reinstating: what an institution does with a binding of its own, and may undo."""

from dataclasses import dataclass
from functools import partial

from eidgate.app.bindings import get_binding
from eidgate.app.service import Service
from eidgate.core.binding.lifecycle import Binding, Change, reinstate, suspend
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import BindingName
from eidgate.ports import RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeBinding:
    """Asks for a step of exactly this version of a binding."""

    caller: RelyingParty
    request: RequestClaim
    name: BindingName
    etag: str
    reason: str

    def change(self, service: Service) -> Change:
        """Return the step's circumstances, now."""
        at, by = service.clock.now(), self.caller.actor
        return Change(at=at, by=by, reason=self.reason, etag=self.etag)


def suspend_binding(command: ChangeBinding, service: Service) -> Binding:
    """Stop relying on a binding for a while.

    Raises:
        NotFoundError: there is none of this name, or it is another institution's.
        ConflictError: the binding changed since it was read.
        IllegalStateError: it is not confirmed.
    """
    get_binding(command.caller, command.name, service)
    step = partial(suspend, change=command.change(service))
    return service.bindings.change(command.request, command.name, step)


def reinstate_binding(command: ChangeBinding, service: Service) -> Binding:
    """Rely on a suspended binding again.

    Raises:
        NotFoundError: there is none of this name, or it is another institution's.
        ConflictError: the binding changed since it was read.
        IllegalStateError: it is not suspended, or its subject disowned it.
    """
    get_binding(command.caller, command.name, service)
    step = partial(reinstate, change=command.change(service))
    return service.bindings.change(command.request, command.name, step)
