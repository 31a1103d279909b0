"""PlaceHold: stop the disputed sum in an account, on a ground that the caller may use."""

from dataclasses import dataclass

from eidgate.app.hold_answer import HoldAnswer, hold_answer
from eidgate.app.hold_basis import basis_of, check_basis, tell_first_hold
from eidgate.app.names import new_id
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.core.desk.hold import Ground, Hold, HoldName
from eidgate.core.desk.hold_terms import check_amount, check_ground, check_stands_alone, end_of
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant, Instrument, Vnd
from eidgate.ports import RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold:
    """Asks for a hold; `until` None means the usual 72 hours, and no `basis` that an order stands alone."""

    caller: RelyingParty
    request: RequestClaim
    account: Instrument
    amount: Vnd
    ceiling: Vnd
    basis: str
    ground: Ground
    order_number: str = ""
    until: Instant | None = None
    reason: str


def place_hold(command: PlaceHold, service: Service) -> HoldAnswer:
    """Place the hold; a retry is answered as the first time, however late it comes.

    Raises:
        NotPermittedError: the caller's role or institution does not allow this ground here.
        InvalidCommandError: the amount, the end, the order's number or the basis is not acceptable.
        IllegalStateError: with what is held there already, it would be more than is disputed.
        RequestIdReusedError: the request id stands for other bytes.
        SourceUnavailableError: the calendar of holidays does not reach as far as the wanted end.
    """
    require(command.caller, Right.HOLD)
    earlier = service.holds.earlier(command.request)
    if earlier is not None:
        return hold_answer(earlier, service)
    now = service.clock.now()
    _check(command, service)
    hold = _hold(command, end_of(command.ground, command.until, service.working_days, at=now), service, now)
    placed = service.holds.place(command.request, hold)
    tell_first_hold(placed, service)
    return hold_answer(placed, service)


def _check(command: PlaceHold, service: Service) -> None:
    keeper = command.account.institution
    check_ground(command.caller, keeper, command.ground, command.order_number)
    check_stands_alone(command.basis, command.ground)
    check_amount(command.amount, command.ceiling)
    check_basis(command.caller, command.basis, command.account, command.ceiling, service)


def _hold(command: PlaceHold, until: Instant, service: Service, now: Instant) -> Hold:
    caller = command.caller
    return Hold(
        name=HoldName(f"holds/{new_id(now, service.randomness)}"),
        identifier=identifier_of(command.account),
        amount=command.amount,
        ceiling=command.ceiling,
        basis=basis_of(command.basis, command.order_number),
        ground=command.ground,
        order_number=command.order_number,
        reason=command.reason,
        keeper=command.account.institution,
        requester=caller.institution,
        requested_by=caller.relying_party_id,
        ordered_by=caller.institution if caller.has(Right.ORDER) else "",
        placed_at=now,
        until=until,
        actor=caller.actor,
        updated_at=now,
        receipt_key=service.receipt_keys.current,
    )
