"""A hold → its message, and the receipt beside it."""

from typing import Any, Final

from eidgate.app.hold_answer import HoldAnswer
from eidgate.core.desk.hold import Hold
from eidgate.core.desk.hold_notices import notice, release_condition
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.terms import Instant, Instrument, InstrumentKind
from eidgate.core.transparency.receipt import Receipt
from eidgate.rpc.wire import words
from eidgate.rpc.wire.requests import instrument_message
from eidgate.rpc.wire.scalars import localized, money, timestamp
from eidgate.v1 import decision_pb2, hold_pb2

_KINDS: Final = {
    IdentifierKind.ACCOUNT: InstrumentKind.ACCOUNT,
    IdentifierKind.WALLET: InstrumentKind.WALLET,
    IdentifierKind.CARD: InstrumentKind.CARD,
}


def hold_message(hold: Hold, *, at: Instant) -> hold_pb2.AccountHold:
    """Write a hold as it stands at an instant: its end counts, written down or not."""
    return hold_pb2.AccountHold(
        name=hold.name,
        account=instrument_message(_account(hold)),
        amount=money(hold.amount),
        ceiling=money(hold.ceiling),
        basis=hold.basis,
        ground=words.HOLD_GROUND.to_wire(hold.ground),
        order_number=hold.order_number,
        state=words.HOLD_STATE.to_wire(hold.state_at(at)),
        requester=hold.requester,
        keeper=hold.keeper,
        ordered_by=hold.ordered_by,
        place_time=timestamp(hold.placed_at),
        expire_time=timestamp(hold.until),
        update_time=timestamp(hold.updated_at),
        frozen=None if hold.frozen is None else money(hold.frozen),
        release_requests=len(hold.releasing),
        reason=hold.reason,
        note=hold.note,
        notice=localized(notice(hold)),
        release_condition=localized(release_condition(hold)),
        etag=hold.etag,
    )


def answered(answer: HoldAnswer) -> dict[str, Any]:
    """Write what every method answers: the hold, and the proof of this version."""
    return {"hold": hold_message(answer.hold, at=answer.at), "receipt": _receipt(answer.receipt)}


def _account(hold: Hold) -> Instrument:
    institution, _, number = hold.identifier.value.partition(":")
    return Instrument(kind=_KINDS[hold.identifier.kind], institution=institution, number=number)


def _receipt(receipt: Receipt) -> decision_pb2.Receipt:
    return decision_pb2.Receipt(
        record_digest=receipt.record_digest, key_id=receipt.key_id, signature=receipt.signature
    )
