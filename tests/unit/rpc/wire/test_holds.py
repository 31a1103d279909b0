"""A hold on the wire: as it stands at an instant, with all that whom it concerns may see."""

import pytest

from builders.holds import AT, MULE, hold
from eidgate.core.desk.hold import HoldState
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.shape import replace
from eidgate.core.terms import InstrumentKind, Vnd
from eidgate.rpc.wire.holds import hold_message
from eidgate.rpc.wire.requests import instrument
from eidgate.v1 import hold_pb2 as pb


def test_a_hold_is_written_whole() -> None:
    message = hold_message(hold(order_number="1", ordered_by="police", releasing=("police/an",)), at=AT)
    empty = [field.name for field in pb.AccountHold.DESCRIPTOR.fields if not getattr(message, field.name)]
    assert set(empty) == {"note"}
    assert not message.HasField("frozen")
    assert (message.amount.units, message.ceiling.units) == (4_000_000, 10_000_000)
    assert message.release_requests == 1


@pytest.mark.parametrize("kind", [InstrumentKind.ACCOUNT, InstrumentKind.WALLET, InstrumentKind.CARD])
def test_the_account_comes_back_as_it_was_named(kind: InstrumentKind) -> None:
    account = replace(MULE, kind=kind, number="a:b-1")
    held = hold(identifier=identifier_of(account))
    assert instrument(hold_message(held, at=AT).account) == account


def test_nothing_frozen_is_not_the_same_as_not_told() -> None:
    message = hold_message(hold(frozen=Vnd(0)), at=AT)
    assert message.HasField("frozen")
    assert message.frozen.units == 0


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (HoldState.PLACED, pb.HOLD_STATE_EXPIRED),
        (HoldState.CONFIRMED, pb.HOLD_STATE_EXPIRED),
        (HoldState.RELEASED, pb.HOLD_STATE_RELEASED),
    ],
)
def test_the_end_counts_whether_or_not_it_is_written_down(state: HoldState, told: int) -> None:
    held = hold(state=state)
    assert hold_message(held, at=held.until).state == told
