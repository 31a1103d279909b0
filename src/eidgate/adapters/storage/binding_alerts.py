"""Who is told of a change of a binding, by the transaction that makes it (adapters/storage/outbox.py)."""

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.outbox import emit
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.routing import Event


def tell_if_disowned(session: Session, present: Binding, changed: Binding) -> None:
    """Alert the institution, and the authorities, at the moment at which a binding is disowned."""
    if changed.disowned and not present.disowned:
        emit(session, disowning(changed))


def disowning(binding: Binding) -> Event:
    """Return the event of a disowned binding; the institution that bound it keeps the instrument."""
    return Event(
        kind=AlertKind.INSTRUMENT_DISOWNED,
        event_id=f"d{binding.name.partition('/')[2]}v{binding.version}",
        about=binding.name,
        at=binding.updated_at,
        identifier=identifier_of(binding.instrument),
        keeper=binding.institution,
    )
