"""TraceFunds: where did this money go? Found, kept, and followed further until its window ends."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from eidgate.app.follow_traces import follow_traces, moved
from eidgate.app.gather import gather
from eidgate.app.names import new_id
from eidgate.app.permission import require, require_instrument
from eidgate.app.report_answer import report_of
from eidgate.app.service import Service
from eidgate.app.trace_seeds import Following, seeds_of
from eidgate.app.trace_view import TraceView, trace_of, view_of
from eidgate.core.desk.report import ReportName
from eidgate.core.desk.trace.accounts import account_of, keeper_of
from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.instants import LATEST, ticks_in, to_ticks
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.result import NOTHING
from eidgate.core.desk.trace.running import RunningTrace, TraceName, sees_everything, sees_the_way
from eidgate.core.desk.trace.seed import Seed, from_transfer
from eidgate.core.desk.trace.transfers import CASH
from eidgate.core.errors import (
    DeadlineError,
    FieldViolation,
    IllegalStateError,
    InvalidCommandError,
    NotFoundError,
)
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant, Instrument, Vnd
from eidgate.ports import RequestClaim

HOPS: Final = 6  # transfers in a row; most chains of mule accounts are shorter
WINDOW: Final = timedelta(days=3)  # as long as a hold lasts (Decree 52/2024; see the desk's holds)
ACCOUNTS: Final = 1_000  # accounts that people can still look at
LEEWAY: Final = timedelta(minutes=5)  # how far the caller's clock may be ahead, as with transfers' times


@dataclass(frozen=True, slots=True, kw_only=True)
class FromTransfer:
    """Start with a transfer's arrival; its reference is unique at its source's institution."""

    institution: str
    transfer_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FromAccount:
    """Start with what leaves an account from an instant on."""

    instrument: Instrument
    not_before: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class FromReport:
    """Start with what a report says was lost."""

    report: ReportName


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceFunds:
    """Asks where money went; `amount` None means all of it."""

    caller: RelyingParty
    request: RequestClaim
    start: FromTransfer | FromAccount | FromReport
    amount: Vnd | None
    hops: int = HOPS
    window: timedelta = WINDOW
    least: Vnd = Vnd(1)
    accounts: int = ACCOUNTS
    rule: Rule = Rule.FIFO


def trace_funds(command: TraceFunds, service: Service, *, remaining: timedelta) -> TraceView:
    """Follow the money, keep the trace, and tell everybody who can act.

    Raises:
        NotFoundError: there is no such transfer or report, or it is not the caller's.
        IllegalStateError: the transfer was a withdrawal, or the report names nothing to start from.
        NotPermittedError: the account is not the caller's.
        InvalidCommandError: it would start in the future.
        DeadlineError: there was too little time; nothing was kept.
        RequestIdReusedError: the request id stands for other bytes.
    """
    require(command.caller, Right.TRACE)
    earlier = service.traces.earlier(command.request)
    if earlier is None:
        now = service.clock.now()
        _check_past(command.start, now)
        seeds = _seeds(command, service, until=now + remaining)
        earlier = _begin(command, seeds, service, now=now, until=now + remaining)
        service.observer.trace_begun(
            _STARTS[type(command.start)], (service.clock.now() - now).total_seconds()
        )
    return view_of(command.caller, _current(earlier, service, remaining))


def get_trace(caller: RelyingParty, name: TraceName, service: Service, *, remaining: timedelta) -> TraceView:
    """Return a trace as it stands now.

    Raises:
        NotFoundError: there is none, or it neither is the caller's nor reached an account of the caller's.
    """
    require(caller, Right.TRACE)
    return view_of(caller, _current(trace_of(caller, name, service), service, remaining))


_STARTS: Final[dict[type, str]] = {FromTransfer: "transfer", FromAccount: "account", FromReport: "report"}
"""How metrics call where a trace starts."""


def _check_past(start: FromTransfer | FromAccount | FromReport, now: Instant) -> None:
    """Refuse what has not happened; transfers and reports were held to the same when they were recorded."""
    if isinstance(start, FromAccount) and start.not_before > now + LEEWAY:
        raise InvalidCommandError(
            FieldViolation(field="account.not_before", description="is in the future", rule="time.future")
        )


def _seeds(command: TraceFunds, service: Service, *, until: Instant) -> tuple[Seed, ...]:
    start = command.start
    if isinstance(start, FromReport):
        report = report_of(command.caller, start.report, service).report
        bounds = _bounds(command, last=to_ticks(report.happened_at))
        following = Following(bounds=bounds, rule=command.rule, service=service, until=until)
        return seeds_of(report, command.amount, following)
    return (_seed(command, start, service),)


def _seed(command: TraceFunds, start: FromTransfer | FromAccount, service: Service) -> Seed:
    caller = command.caller
    everywhere = sees_everything(caller) or sees_the_way(caller)
    if isinstance(start, FromAccount):
        if not everywhere:
            require_instrument(caller, start.instrument)
        return Seed(
            account=account_of(start.instrument), at=to_ticks(start.not_before), amount=command.amount
        )
    transfer = service.transfers.find(start.institution, start.transfer_id, near=caller.institution)
    ends = {keeper_of(transfer.source), keeper_of(transfer.target)} if transfer else set()
    if transfer is None or not (everywhere or caller.institution in ends):
        raise NotFoundError("no such transfer")
    if transfer.target == CASH:
        raise IllegalStateError("the transfer's money was withdrawn in cash")
    return from_transfer(transfer, amount=command.amount)


def _begin(
    command: TraceFunds, seeds: tuple[Seed, ...], service: Service, *, now: Instant, until: Instant
) -> RunningTrace:
    bounds = _bounds(command, last=max(seed.at for seed in seeds))
    found, unread = gather(seeds, bounds, command.rule, service, until=until)
    trace = RunningTrace(
        name=TraceName(f"traces/{new_id(now, service.randomness)}"),
        asked_by=command.caller.relying_party_id,
        institution=command.caller.institution,
        seeds=seeds,
        bounds=bounds,
        rule=command.rule,
        found=found,
        unread=unread,
        report=command.start.report if isinstance(command.start, FromReport) else "",
        created_at=now,
        updated_at=now,
    )
    return service.traces.add(command.request, trace, moved(trace, before=NOTHING))


def _bounds(command: TraceFunds, *, last: int) -> Bounds:
    """Return the bounds; the window begins with the last of the money that is followed."""
    return Bounds(
        hops=command.hops,
        until=min(last + ticks_in(command.window), LATEST),
        least=command.least,
        accounts=command.accounts,
    )


def _current(trace: RunningTrace, service: Service, remaining: timedelta) -> RunningTrace:
    """Let the trace go on if it must, so that nobody acts on what is no longer so, as far as time allows."""
    try:
        follow_traces(service, until=service.clock.now() + remaining, limit=1, name=trace.name)
    except DeadlineError:
        return trace
    return service.traces.get(trace.name) or trace
