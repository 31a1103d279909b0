"""PlaceHold: stop the disputed sum in an account, on a ground that the caller may use."""

from dataclasses import dataclass

from eidgate.app.hold_answer import HoldAnswer, hold_answer
from eidgate.app.names import new_id
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.core.desk.hold import Ground, Hold, HoldName
from eidgate.core.desk.hold_terms import check_amount, check_ground, end_of
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.risk.record import read_record
from eidgate.core.terms import DecisionName, Instant, Instrument, Vnd
from eidgate.ports import RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold:
    """Asks for a hold; `until` None means the usual 72 hours."""

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
    return hold_answer(service.holds.place(command.request, hold), service)


def _check(command: PlaceHold, service: Service) -> None:
    keeper = command.account.institution
    check_ground(command.caller, keeper, command.ground, command.order_number)
    check_amount(command.amount, command.ceiling)
    if command.basis.startswith("decisions/"):
        _check_decision(command, service)


def _check_decision(command: PlaceHold, service: Service) -> None:
    """Where the caller's own decision is the basis, it was about this account and at least this much."""
    caller, name = command.caller.relying_party_id, DecisionName(command.basis)
    raw = service.ledger.find(caller, name)
    transaction = read_record(raw).facts.transaction if raw is not None else None
    if transaction is None or transaction.payee != command.account:
        raise _wrong("basis", "is no decision of yours on a payment to this account")
    if command.ceiling > transaction.amount:
        raise _wrong("ceiling", "must not be above the amount of the payment that it rests on")


def _wrong(field: str, description: str) -> InvalidCommandError:
    return InvalidCommandError(FieldViolation(field=field, description=description))


def _hold(command: PlaceHold, until: Instant, service: Service, now: Instant) -> Hold:
    caller = command.caller
    return Hold(
        name=HoldName(f"holds/{new_id(now, service.randomness)}"),
        identifier=identifier_of(command.account),
        amount=command.amount,
        ceiling=command.ceiling,
        basis=command.basis,
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
