"""A hold as it is answered: its newest version with the receipt of that version."""

from dataclasses import dataclass

from eidgate.app.service import Service
from eidgate.core.desk.hold import Hold, HoldName
from eidgate.core.errors import NotFoundError, SourceUnavailableError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant
from eidgate.core.transparency.canonical import canonical
from eidgate.core.transparency.receipt import Receipt, sign


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldAnswer:
    """One version of a hold, the receipt for it, and the instant at which it is told."""

    hold: Hold
    receipt: Receipt
    at: Instant


def hold_answer(hold: Hold, service: Service) -> HoldAnswer:
    """Sign a version with the key that it names; a retry gets the same bytes.

    Raises:
        SourceUnavailableError: that key is no longer configured.
    """
    key = service.receipt_keys.keys.get(hold.receipt_key)
    if key is None:
        raise SourceUnavailableError(f"receipt key {hold.receipt_key} is not configured")
    receipt = sign(hold.name, canonical(hold), key_id=hold.receipt_key, key=key)
    return HoldAnswer(hold=hold, receipt=receipt, at=service.clock.now())


def hold_of(caller: RelyingParty, name: HoldName, service: Service) -> Hold:
    """Return a hold that the caller may see.

    Raises:
        NotFoundError: there is none of this name, or it does not concern the caller's institution.
    """
    hold = service.holds.get(name)
    if hold is None or not _concerns(hold, caller):
        raise NotFoundError("no such hold")
    return hold


def _concerns(hold: Hold, caller: RelyingParty) -> bool:
    return caller.oversees(Right.ORDER) or caller.institution in (hold.keeper, hold.requester)
