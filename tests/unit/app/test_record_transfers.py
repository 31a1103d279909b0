from datetime import timedelta

import pytest

from builders.chase import MULE, SECOND, VICTIM, Chase
from builders.service import Scene
from builders.transfers import instrument
from eidgate.app.record_transfers import LEEWAY
from eidgate.core.errors import (
    AlreadyExistsError,
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
