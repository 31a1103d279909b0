"""Traces on the wire: all flows, or the largest where an answer cannot hold them all."""

import pytest

from builders.service import NOON
from eidgate.app.trace_view import TraceView
from eidgate.core.desk.trace.bounds import Bounds, Exit
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.result import Flow, Left, Reached, Traced
from eidgate.core.desk.trace.running import RunningTrace, TraceName
from eidgate.core.terms import RelyingPartyId
from eidgate.rpc.server import MAX_RESPONSE_BYTES
from eidgate.rpc.wire.traces import MOST_FLOWS, trace_message

MOST_ACCOUNTS = 5_000  # of one trace, by its request's rules


def account(number: int) -> str:
    return f"account:999901:{number:034}"


def seen(flows: int, accounts: int = 2) -> TraceView:
    reached = tuple(
        Reached(hop=1, account=account(at), since=0, traced=1, received=1, source=False)
        for at in range(accounts)
    )
    found = Traced(
        entered=flows,
        reached=reached,
        flows=tuple(Flow(account(at % accounts), account(0), 10**15 - at) for at in range(flows)),
        left=tuple(Left(one.account, Exit.HOPS, 10**15) for one in reached),
    )
    trace = RunningTrace(
        name=TraceName("traces/x0a1"),
        asked_by=RelyingPartyId("police"),
        institution="police",
        seeds=(),
        bounds=Bounds(hops=6, until=None, least=1, accounts=accounts),
        rule=Rule.FIFO,
        found=found,
        unread=(),
        created_at=NOON,
        updated_at=NOON,
    )
    return TraceView(trace=trace, found=found, named=True)


@pytest.mark.parametrize("flows", [0, 1, MOST_FLOWS])
def test_all_flows_are_told_where_they_find_room(flows: int) -> None:
    told = trace_message(seen(flows))
    assert (len(told.flows), told.flows_left_out) == (flows, 0)


def test_of_too_many_the_largest_are_told_in_their_order_and_the_others_counted() -> None:
    told = trace_message(seen(MOST_FLOWS + 7))
    amounts = [flow.amount for flow in told.flows]
    assert amounts == sorted(amounts, reverse=True)
    assert amounts[-1] == 10**15 - MOST_FLOWS + 1
    assert told.flows_left_out == 7


def test_the_largest_trace_is_one_that_clients_take() -> None:
    assert trace_message(seen(MOST_FLOWS + 7, MOST_ACCOUNTS)).ByteSize() <= MAX_RESPONSE_BYTES
