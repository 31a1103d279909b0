"""What a hold rests on: how much of the money in an account is disputed, by a decision, trace or report.

Nothing is taken on the caller's word. A report counts for who may see it and for who keeps an account that it
names, because its alert told them of it with the sum; to everybody else it reads as none (ADR 0090).
"""

from typing import Final

from eidgate.app.acting import institution_of
from eidgate.app.report_answer import sees_all
from eidgate.app.service import Service
from eidgate.core.desk.hold import Hold
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.report import Report, ReportName, standings_of
from eidgate.core.desk.trace.accounts import account_of, keeper_of
from eidgate.core.desk.trace.running import RunningTrace, TraceName, sees_everything
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.record import read_record
from eidgate.core.terms import DecisionName, Instrument, Vnd

_ADVICE: Final = (
    "shows no disputed money in this account to you: name what your alert or your own trace or decision is"
    " about, or an authority's order alone"
)
"""One wording for what is not there and for what is another's, so that the two read the same."""


def basis_of(basis: str, order_number: str) -> str:
    """Return what a hold is recorded to rest on: an order that names no other basis rests on itself."""
    return basis or f"orders/{order_number}"


def check_basis(
    caller: RelyingParty, basis: str, account: Instrument, ceiling: Vnd, service: Service
) -> None:
    """Refuse a ceiling above what the basis shows in this account.

    Without a basis, which only an order may be, the ceiling is the sum that the order says.

    Raises:
        InvalidCommandError: the basis shows nothing of it that the caller may see, or less than the ceiling.
    """
    if basis:
        _check_within(_disputed(caller, basis, account, service), ceiling)


def _disputed(caller: RelyingParty, basis: str, account: Instrument, service: Service) -> Vnd | None:
    """Return how much is disputed in this account, or None where the caller may know of nothing."""
    if basis.startswith("decisions/"):
        return _decided(caller, DecisionName(basis), account, service)
    if basis.startswith("traces/"):
        trace = service.traces.get(TraceName(basis))
        return _traced(caller, trace, account_of(account)) if trace else None
    return _reported(caller, ReportName(basis), account, service)


def tell_first_hold(hold: Hold, service: Service) -> None:
    """Let it be seen how long after a report the first hold of its case was placed, if this is the one."""
    name = hold.basis
    if name.startswith("traces/"):
        trace = service.traces.get(TraceName(name))
        name = trace.report if trace else ""
    filed = service.reports.get(ReportName(name)) if name.startswith("reports/") else None
    if filed is not None and filed.first_hold_at == hold.placed_at:
        service.observer.case_held((hold.placed_at - filed.report.filed_at).total_seconds())


def _check_within(disputed: Vnd | None, ceiling: Vnd) -> None:
    if not disputed:
        raise _wrong("basis", _ADVICE)
    if ceiling > disputed:
        raise _wrong("ceiling", "must not be above what the basis shows in this account")


def _reported(caller: RelyingParty, name: ReportName, account: Instrument, service: Service) -> Vnd | None:
    """Return what was lost to this account, by an open report of fraud that names it."""
    filed = service.reports.get(name)
    if filed is None or not _told(caller, filed.report, account.institution):
        return None
    named = {one.identifier for one in standings_of(filed.report)}
    return filed.report.amount if identifier_of(account) in named else None


def _told(caller: RelyingParty, report: Report, keeper: str) -> bool:
    """Whether the caller may see the report, or its alert told the caller of an account that it keeps."""
    return sees_all(caller) or caller.institution == keeper or report.concerns(institution_of(caller))


def _decided(caller: RelyingParty, name: DecisionName, account: Instrument, service: Service) -> Vnd | None:
    """Return the amount of the payment to this account that a decision of the caller's was about."""
    raw = service.ledger.find(caller.relying_party_id, name)
    transaction = read_record(raw).facts.transaction if raw is not None else None
    return transaction.amount if transaction and transaction.payee == account else None


def _traced(caller: RelyingParty, trace: RunningTrace, account: str) -> Vnd | None:
    """Return the traced money that rests in an account, where the caller may know of it."""
    if not _knows(caller, trace, account):
        return None
    return Vnd(sum(one.traced for one in trace.found.reached if one.account == account and not one.source))


def _knows(caller: RelyingParty, trace: RunningTrace, account: str) -> bool:
    """Whether it is an authority, keeps the account, or sent traced money there from one that it keeps."""
    if sees_everything(caller) or keeper_of(account) == caller.institution:
        return True
    return any(
        flow.target == account and keeper_of(flow.source) == caller.institution for flow in trace.found.flows
    )


def _wrong(field: str, description: str) -> InvalidCommandError:
    return InvalidCommandError(FieldViolation(field=field, description=description))
