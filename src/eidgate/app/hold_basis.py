"""What a hold rests on: how much of the money in an account is disputed, by a decision or a trace.

A report is not checked here: what it says stays its filer's word, and is recorded with the hold.
"""

from eidgate.app.service import Service
from eidgate.core.desk.trace.accounts import account_of, keeper_of
from eidgate.core.desk.trace.running import RunningTrace, TraceName, sees_everything
from eidgate.core.errors import FieldViolation, InvalidCommandError
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


def _check_within(disputed: Vnd | None, ceiling: Vnd) -> None:
    if not disputed:
        raise _wrong("basis", "shows no disputed money in this account to you")
    if ceiling > disputed:
        raise _wrong("ceiling", "must not be above what the basis shows in this account")


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
