"""RecordTransfers: a bank adds settled transfers, and the traces that they touch go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from eidgate.app.follow_traces import follow_traces
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.core.desk.trace.accounts import account_of
from eidgate.core.desk.trace.instants import to_ticks
from eidgate.core.desk.trace.transfers import Transfer
from eidgate.core.errors import EidgateError, FieldViolation, InvalidCommandError, NotPermittedError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant, Instrument, Vnd
from eidgate.ports import RecordedTransfers, RequestClaim, Settled

LEEWAY: Final = timedelta(minutes=5)
"""How far a bank's clock may be ahead of ours; a transfer later than that is not settled yet."""

TRACES_AT_ONCE: Final = 20
"""How many traces a call lets go on before it answers; the others go on when the next one asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledTransfer:
    """Money that moved between two instruments, or, without a target, that was withdrawn."""

    transfer_id: str
    source: Instrument
    target: Instrument | None
    amount: Vnd
    settled_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTransfers:
    """Adds transfers of which the caller's institution keeps one end."""

    caller: RelyingParty
    request: RequestClaim
    transfers: Sequence[SettledTransfer]


def record_transfers(
    command: RecordTransfers, service: Service, *, remaining: timedelta
) -> RecordedTransfers:
    """Add the transfers, all or none, and let traces go on as long as the caller still waits.

    Raises:
        NotPermittedError: one of them has no end at the caller's institution.
        InvalidCommandError: one of them lies in the future.
        AlreadyExistsError: one of them is known under its reference as another transfer, told by the same
            institution or by the one whose reference it is.
        RequestIdReusedError: the request id stands for other bytes.
    """
    require(command.caller, Right.RECORD_TRANSFERS)
    now = service.clock.now()
    for index, one in enumerate(command.transfers):
        _check(one, index, command.caller, now)
    settled = [_settled(one, command.caller) for one in command.transfers]
    counted = service.transfers.record(command.request, settled, recorded_by=command.caller.relying_party_id)
    service.observer.transfers_recorded(counted.recorded, counted.known)
    if counted.recorded:
        _let_traces_go_on(service, until=now + remaining)
    return counted


def _check(one: SettledTransfer, index: int, caller: RelyingParty, now: Instant) -> None:
    ends = [end for end in (one.source, one.target) if end is not None]
    if not any(caller.holds(end) for end in ends):
        raise NotPermittedError("a transfer has no end at the caller's institution")
    if one.settled_at > now + LEEWAY:
        raise InvalidCommandError(
            FieldViolation(
                field=f"transfers[{index}].settle_time", description="is in the future", rule="time.future"
            )
        )


def _settled(one: SettledTransfer, caller: RelyingParty) -> Settled:
    transfer = Transfer(
        at=to_ticks(one.settled_at),
        source=account_of(one.source),
        target=account_of(one.target),
        amount=one.amount,
        transfer_id=one.transfer_id,
    )
    return Settled(
        institution=one.source.institution, transfer=transfer, told_by_source=caller.holds(one.source)
    )


def _let_traces_go_on(service: Service, *, until: Instant) -> None:
    """What was recorded stays so; a trace that cannot go on now stays marked and goes on later."""
    try:
        follow_traces(service, until=until, limit=TRACES_AT_ONCE)
    except EidgateError:
        return
