"""Who may see a trace, and how much of it: the asker always, a keeper its own part, nobody else anything."""

import pytest

from builders.chase import MULE, VICTIM, Chase, resting
from builders.service import Scene
from eidgate.app.trace_funds import FromTransfer, TraceView
from eidgate.app.trace_view import trace_of
from eidgate.core.desk.trace.running import TraceName
from eidgate.core.errors import NotFoundError
from eidgate.simulator.world import BANK, HOTLINE, OTHER_BANK, POLICE, WALLET


@pytest.fixture
def chase(scene: Scene) -> Chase:
    return Chase(scene)


def fled(chase: Chase) -> TraceView:
    """The bank traces its customer's money, all of which lies at the other bank."""
    paid = chase.paid(VICTIM, MULE, 50, minutes=30)
    chase.record(paid)
    start = FromTransfer(institution=BANK.institution, transfer_id=paid.transfer_id)
    return chase.trace(chase.wanted(caller=BANK, start=start))


def test_who_asked_sees_the_trace_though_none_of_its_accounts_was_reached(chase: Chase) -> None:
    traced = fled(chase)
    assert trace_of(BANK, traced.trace.name, chase.scene.service) == traced.trace
    assert chase.look(traced, BANK).trace == traced.trace


def test_a_keeper_of_a_reached_account_sees_it_and_another_institution_none(chase: Chase) -> None:
    traced = fled(chase)
    assert resting(chase.look(traced, OTHER_BANK)) == {MULE.key: 50}
    for name in (traced.trace.name, TraceName("traces/none")):
        with pytest.raises(NotFoundError, match="no such trace"):
            trace_of(WALLET, name, chase.scene.service)


def test_an_authority_sees_everything_and_the_hotline_no_account(chase: Chase) -> None:
    traced = fled(chase)
    assert resting(chase.look(traced, POLICE)) == {MULE.key: 50}
    masked = chase.look(traced, HOTLINE)
    assert not masked.named
    assert MULE.key not in resting(masked)
