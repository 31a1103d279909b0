"""Sending a month's file: only what a second officer checked, and only once."""

import pytest

from builders.simo import AT, batch, suspect
from eidgate.app.simo import send
from eidgate.core.desk.simo_batch import BatchState, SimoBatch, SimoCode, SimoReply, check, make
from eidgate.core.errors import IllegalStateError

CHECKER = "bank-one/binh"


class Gateway:
    """SIMO as it takes whatever comes, and remembers it."""

    def __init__(self) -> None:
        self.sent: list[SimoBatch] = []

    def submit(self, batch: SimoBatch) -> SimoReply:
        self.sent.append(batch)
        return SimoReply(code=SimoCode.ACCEPTED)


def test_a_checked_file_is_sent_as_it_was_checked() -> None:
    gateway, checked = Gateway(), check(make(batch(suspect())), CHECKER, at=AT)
    sent = send(checked, gateway, at=AT)
    assert (sent.state, gateway.sent) == (BatchState.ACCEPTED, [checked])


def test_nothing_leaves_before_a_second_officer_checked_it_nor_a_second_time() -> None:
    gateway, made = Gateway(), make(batch(suspect()))
    with pytest.raises(IllegalStateError, match="after a second officer checked it"):
        send(made, gateway, at=AT)
    assert gateway.sent == []
    sent = send(check(made, CHECKER, at=AT), gateway, at=AT)
    with pytest.raises(IllegalStateError, match="is sent once"):
        send(sent, gateway, at=AT)
    assert len(gateway.sent) == 1
