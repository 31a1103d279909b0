from datetime import timedelta

import pytest

from builders.chase import MULE, PURSE, SECOND, VICTIM, Chase, resting
from builders.service import Scene
from builders.transfers import instrument
from eidgate.app.record_transfers import LEEWAY
from eidgate.core.errors import (
    AlreadyExistsError,
    IllegalStateError,
    InvalidCommandError,
    NotPermittedError,
    RequestIdReusedError,
)
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.simulator.world import BANK, HOTLINE, OPERATOR, OTHER_BANK, POLICE, SHOP, WALLET


@pytest.fixture
def chase(scene: Scene) -> Chase:
    return Chase(scene)


@pytest.mark.parametrize("caller", [BANK, OTHER_BANK])
def test_either_end_may_record_a_transfer(chase: Chase, caller: RelyingParty) -> None:
    assert chase.record(chase.paid(VICTIM, MULE, 1), caller=caller) == (1, 0)


def test_the_other_end_finds_it_known(chase: Chase) -> None:
    paid = chase.paid(VICTIM, MULE, 1)
    chase.record(paid)
    assert chase.record(paid, caller=OTHER_BANK) == (0, 1)


def test_who_keeps_neither_end_records_nothing_of_the_call(chase: Chase) -> None:
    own, others = chase.paid(VICTIM, SECOND, 1), chase.paid(MULE, instrument(5), 1)
    with pytest.raises(NotPermittedError):
        chase.record(own, others)
    assert chase.scene.service.transfers.find("999901", own.transfer_id) is None


@pytest.mark.parametrize("caller", [SHOP, OPERATOR, HOTLINE, POLICE])
def test_who_keeps_no_accounts_may_not_record(chase: Chase, caller: RelyingParty) -> None:
    with pytest.raises(NotPermittedError, match="may not record transfers"):
        chase.record(chase.paid(VICTIM, MULE, 1), caller=caller)


def test_a_withdrawal_is_recorded_by_who_keeps_the_account(chase: Chase) -> None:
    assert chase.record(chase.paid(instrument(5), None, 1), caller=WALLET) == (1, 0)
    with pytest.raises(NotPermittedError):
        chase.record(chase.paid(instrument(5), None, 1), caller=BANK)


def test_a_transfer_beyond_the_leeway_has_not_been_settled(chase: Chase) -> None:
    paid, now = chase.paid(VICTIM, MULE, 1), chase.scene.clock.now()
    late = replace(paid, settled_at=now + LEEWAY + timedelta(microseconds=1))
    with pytest.raises(InvalidCommandError) as refused:
        chase.record(chase.paid(VICTIM, MULE, 1), late)
    assert [one.field for one in refused.value.violations] == ["transfers[1].settle_time"]
    assert chase.record(replace(paid, settled_at=now + LEEWAY)) == (1, 0)


def test_another_transfer_under_a_known_reference_is_refused(chase: Chase) -> None:
    paid = chase.paid(VICTIM, MULE, 1)
    chase.record(paid)
    with pytest.raises(AlreadyExistsError):
        chase.record(replace(paid, amount=Vnd(2)), caller=OTHER_BANK)


def test_a_retry_is_answered_as_the_first_time(chase: Chase) -> None:
    paid, request = chase.paid(VICTIM, MULE, 1), chase.scene.request("RecordTransfers")
    assert chase.record(paid, request=request) == chase.record(paid, request=request) == (1, 0)
    with pytest.raises(RequestIdReusedError):
        chase.record(paid, request=replace(request, digest=b"other"))


# --- whose word it is ---------------------------------------------------------------------------------------


def test_a_receiving_bank_cannot_keep_the_sender_from_telling_its_transfer(chase: Chase) -> None:
    paid = chase.paid(VICTIM, MULE, 50, minutes=30)
    chase.record(replace(paid, amount=Vnd(1), target=instrument(4)), caller=OTHER_BANK)
    assert chase.record(paid) == (1, 0)
    traced = chase.trace(chase.wanted(caller=POLICE))
    assert resting(traced) == {MULE.key: 50}


def test_a_trace_over_a_receivers_word_is_traced_anew_when_the_sender_tells_otherwise(chase: Chase) -> None:
    paid = chase.paid(VICTIM, MULE, 50, minutes=30)
    chase.record(paid)
    onwards = chase.paid(MULE, PURSE, 40, minutes=20)
    chase.record(onwards, caller=WALLET)
    running = chase.trace(chase.wanted(caller=POLICE))
    assert resting(running) == {MULE.key: 10, PURSE.key: 40}
    chase.record(replace(onwards, target=SECOND), caller=OTHER_BANK)
    assert resting(chase.look(running, POLICE)) == {MULE.key: 10, SECOND.key: 40}


def test_each_receiver_starts_at_what_it_told_while_the_sender_is_silent(chase: Chase) -> None:
    paid = chase.paid(VICTIM, MULE, 50, minutes=30)
    chase.record(replace(paid, target=PURSE), caller=WALLET)
    chase.record(paid, caller=OTHER_BANK)
    for caller, account in ((WALLET, PURSE), (OTHER_BANK, MULE)):
        assert resting(chase.trace(chase.wanted(caller=caller))) == {account.key: 50}


def test_a_withdrawal_is_its_own_banks_word_only(chase: Chase) -> None:
    paid = chase.paid(VICTIM, MULE, 50, minutes=30)
    chase.record(paid, caller=OTHER_BANK)
    assert chase.record(replace(paid, target=None)) == (1, 0)
    with pytest.raises(IllegalStateError):
        chase.trace(chase.wanted(caller=BANK))
