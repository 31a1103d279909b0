"""What a step of a hold means to others: the event that its transaction emits."""

from typing import Final

from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.hold import Hold, HoldAct
from eidgate.core.desk.routing import Event

_KINDS: Final = {
    HoldAct.PLACED: AlertKind.HOLD_PLACED,
    HoldAct.CONFIRMED: AlertKind.HOLD_CONFIRMED,
    HoldAct.EXTENDED: AlertKind.HOLD_EXTENDED,
    HoldAct.RELEASED: AlertKind.HOLD_RELEASED,
    HoldAct.EXPIRED: AlertKind.HOLD_EXPIRED,
}
"""A release that one officer asked for is nobody's business yet."""


def events_of(hold: Hold) -> tuple[Event, ...]:
    """Return the event of the act that made this version, if it is one."""
    kind = _KINDS.get(hold.act)
    if kind is None:
        return ()
    event = Event(
        kind=kind,
        event_id=f"{hold.name.removeprefix('holds/')}v{hold.version}",
        about=hold.name,
        at=hold.updated_at,
        identifier=hold.identifier,
        keeper=hold.keeper,
        concerned=(hold.requester, hold.ordered_by),
        amount=hold.amount,
    )
    return (event,)
