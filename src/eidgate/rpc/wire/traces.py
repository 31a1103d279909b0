"""Transfers and traces between protobuf and core."""

from collections.abc import Iterable, Sequence
from heapq import nlargest
from typing import Final

from eidgate.app.record_transfers import SettledTransfer
from eidgate.app.trace_funds import (
    ACCOUNTS,
    HOPS,
    WINDOW,
    FromAccount,
    FromReport,
    FromTransfer,
    TraceFunds,
)
from eidgate.app.trace_view import TraceView
from eidgate.core.desk.report import ReportName
from eidgate.core.desk.trace.accounts import instrument_of, keeper_of
from eidgate.core.desk.trace.instants import from_ticks
from eidgate.core.desk.trace.proposal import propose_holds
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.result import Flow, Reached
from eidgate.core.desk.trace.running import asked_by, sees_everything
from eidgate.core.desk.trace.view import institution_of
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Vnd
from eidgate.ports import RequestClaim
from eidgate.rpc.wire import words
from eidgate.rpc.wire.requests import instrument, instrument_message
from eidgate.rpc.wire.scalars import instant, timestamp, vnd
from eidgate.v1 import trace_pb2 as pb


def settled_transfers(messages: Iterable[pb.SettledTransfer]) -> tuple[SettledTransfer, ...]:
    """Read transfers.

    Raises:
        InvalidCommandError: a time is out of range.
    """
    return tuple(
        SettledTransfer(
            transfer_id=message.transfer_id,
            source=instrument(message.source),
            target=instrument(message.target) if message.HasField("target") else None,
            amount=vnd(message.amount),
            settled_at=instant(message.settle_time, f"transfers[{index}].settle_time"),
        )
        for index, message in enumerate(messages)
    )


def trace_wanted(message: pb.TraceFundsRequest, caller: RelyingParty, claim: RequestClaim) -> TraceFunds:
    """Read what is to be traced.

    Raises:
        InvalidCommandError: the time is out of range.
    """
    return TraceFunds(
        caller=caller,
        request=claim,
        start=_start(message),
        amount=vnd(message.amount) if message.HasField("amount") else None,
        hops=message.hops or HOPS,
        window=message.window.ToTimedelta() if message.HasField("window") else WINDOW,
        least=Vnd(message.minimum_amount or 1),
        accounts=message.maximum_accounts or ACCOUNTS,
        rule=words.TAINT_RULE.from_wire(message.rule) if message.rule else Rule.FIFO,
    )


def _start(message: pb.TraceFundsRequest) -> FromTransfer | FromAccount | FromReport:
    if message.WhichOneof("start") == "report":
        return FromReport(report=ReportName(message.report))
    if message.WhichOneof("start") == "transfer":
        return FromTransfer(
            institution=message.transfer.institution, transfer_id=message.transfer.transfer_id
        )
    return FromAccount(
        instrument=instrument(message.account.instrument),
        not_before=instant(message.account.not_before, "account.not_before"),
    )


MOST_FLOWS: Final = 20_000
"""Flows of one answer: 2 MB beside 1 MB of accounts, below the 4 MiB that clients take.

Who records transfers can make far more of them, and would so keep everybody from reading a trace (ADR 0109).
"""


def trace_message(seen: TraceView) -> pb.Trace:
    """Write a trace as far as it may be seen, and of its flows the largest."""
    trace, found = seen.trace, seen.found
    flows = _largest(found.flows)
    holds = {one.account: one.amount for one in propose_holds(found)}
    until = trace.bounds.until
    return pb.Trace(
        name=trace.name,
        etag=trace.etag,
        rule=words.TAINT_RULE.to_wire(trace.rule),
        entered=found.entered,
        accounts=[_account(one, holds.get(one.account, 0), named=seen.named) for one in found.reached],
        flows=[pb.TraceFlow(source=flow.source, target=flow.target, amount=flow.amount) for flow in flows],
        flows_left_out=len(found.flows) - len(flows),
        left=[
            pb.TraceLeft(account=one.account, why=words.TRACE_EXIT.to_wire(one.why), amount=one.amount)
            for one in found.left
        ],
        create_time=timestamp(trace.created_at),
        update_time=timestamp(trace.updated_at),
        window_end_time=None if until is None else timestamp(from_ticks(until)),
        end_time=None if trace.ended_at is None else timestamp(trace.ended_at),
    )


def _largest(flows: Sequence[Flow]) -> Sequence[Flow]:
    """Return the flows, or the largest of them where they are too many, in their order."""
    if len(flows) <= MOST_FLOWS:
        return flows
    kept = nlargest(MOST_FLOWS, range(len(flows)), key=lambda at: flows[at].amount)
    return [flows[at] for at in sorted(kept)]


def summary_message(seen: TraceView, caller: RelyingParty) -> pb.TraceSummary:
    """Write a trace in a list, as far as it may be seen."""
    trace, until = seen.trace, seen.trace.bounds.until
    return pb.TraceSummary(
        name=trace.name,
        etag=trace.etag,
        rule=words.TAINT_RULE.to_wire(trace.rule),
        entered=seen.found.entered,
        resting=sum(seen.found.resting.values()),
        account_count=len(seen.found.reached),
        report=trace.report if asked_by(trace, caller) or sees_everything(caller) else "",
        create_time=timestamp(trace.created_at),
        update_time=timestamp(trace.updated_at),
        window_end_time=None if until is None else timestamp(from_ticks(until)),
        end_time=None if trace.ended_at is None else timestamp(trace.ended_at),
    )


def _account(one: Reached, hold: int, *, named: bool) -> pb.TracedAccount:
    return pb.TracedAccount(
        label=one.account,
        institution=keeper_of(one.account) if named else institution_of(one.account),
        hop=one.hop,
        reach_time=timestamp(from_ticks(one.since)),
        resting=one.traced,
        received=one.received,
        proposed_hold=hold,
        instrument=instrument_message(instrument_of(one.account)) if named else None,
    )
