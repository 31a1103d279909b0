"""What a hold rests on: how much of the money in an account is disputed, by a decision or a trace.

Of a report that the caller may see, it is what was lost to the account it names. Another's report stays the
caller's word: it was told of it on the phone, and it is recorded with the hold.
"""

from eidgate.app.report_answer import report_of
from eidgate.app.service import Service
from eidgate.core.desk.hold import Hold
from eidgate.core.desk.identifier import Identifier, identifier_of
from eidgate.core.desk.report import ReportName
from eidgate.core.desk.trace.accounts import account_of, keeper_of
from eidgate.core.desk.trace.running import RunningTrace, TraceName, sees_everything
from eidgate.core.errors import FieldViolation, InvalidCommandError, NotFoundError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.record import read_record
from eidgate.core.terms import DecisionName, Instrument, Vnd


def check_basis(
    caller: RelyingParty, basis: str, account: Instrument, ceiling: Vnd, service: Service
) -> None:
    """Refuse a ceiling above what the basis shows in this account.

    Raises:
        InvalidCommandError: the basis shows nothing of it that the caller may see, or less than the ceiling.
    """
    if basis.startswith("decisions/"):
        _check_within(_decided(caller, DecisionName(basis), account, service), ceiling)
    elif basis.startswith("traces/"):
        trace = service.traces.get(TraceName(basis))
        _check_within(_traced(caller, trace, account_of(account)) if trace else None, ceiling)
    else:
        _check_reported(caller, ReportName(basis), identifier_of(account), ceiling, service)


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
        raise _wrong("basis", "shows no disputed money in this account to you")
    if ceiling > disputed:
        raise _wrong("ceiling", "must not be above what the basis shows in this account")


def _check_reported(
    caller: RelyingParty, name: ReportName, account: Identifier, ceiling: Vnd, service: Service
) -> None:
    """Hold a caller to the report that it may see."""
    try:
        report = report_of(caller, name, service).report
    except NotFoundError:
        return
    named = report.state.open and account in report.indicators
    _check_within(report.amount if named else None, ceiling)


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
