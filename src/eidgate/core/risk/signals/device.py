"""Is this the device that the customer used last? Another one needs more (Circular 50/2024 Art. 8(6)).

The clause speaks of the mobile app: elsewhere a browser's id always differs and a terminal is the bank's own,
so on the other channels only the relying party's own word counts. A device or a history that nobody knows may
be a first use, and the forms for a first use settle it.
"""

from typing import Final

from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.regulation.forms import is_met
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen
from eidgate.core.risk.facts import Facts
from eidgate.core.transaction import Channel

_APP: Final = {Channel.MOBILE_APP, Channel.UNSPECIFIED}
"""The app, and whatever might be the app."""


def device(case: Case) -> Seen:
    """Find a device that is new, or may be, while the forms for a first use are not complete."""
    if case.facts.transaction is None:
        return NOT_MONITORED
    reason = doubt(case.facts)
    if reason is None:
        return NOTHING if case.facts.transaction.channel in _APP else NOT_MONITORED
    if demands_first_use(case) and not is_met(case.first_use, case.evidence.forms):
        return seen([case.finding("device", reason)])
    return Seen(state=SignalState.OBSERVED)


def demands_first_use(case: Case) -> bool:
    """Whether the device is in doubt and the regulation has forms for that; it has none for organisations."""
    return bool(case.first_use) and doubt(case.facts) is not None


def device_used(facts: Facts) -> str:
    """Return the device that an allowed transaction makes the last one used, or nothing.

    Only where ids are compared do they become history: else a browser that nobody checked would be known.
    """
    transaction = facts.transaction
    return facts.device if transaction is not None and transaction.channel in _APP else ""


def doubt(facts: Facts) -> Reason | None:
    """Return why this may not be the device used last, or None where there is no doubt.

    The relying party's word and our own history are both asked; that one of them calls it new is enough.
    """
    if facts.new_device:
        return Reason.DEVICE_FIRST_USE
    if facts.transaction is None or facts.transaction.channel not in _APP:
        return None
    if not facts.device:
        return Reason.DEVICE_UNKNOWN
    if not facts.known_device:
        return Reason.DEVICE_HISTORY_UNKNOWN
    return Reason.DEVICE_FIRST_USE if facts.device != facts.known_device else None
