"""ReportOutcome: the relying party says what became of a decision."""

from dataclasses import dataclass

from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.app.unit import scope_of
from eidgate.core.errors import NotFoundError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.record import read_record
from eidgate.ports import Decided, OutcomeReport, RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOutcome:
    """Reports one outcome; `cancelled` ends the transaction's counting."""

    caller: RelyingParty
    request: RequestClaim
    report: OutcomeReport


def report_outcome(command: ReportOutcome, service: Service) -> OutcomeReport:
    """Append the report.

    Raises:
        NotFoundError: the caller has no such decision.
        IllegalStateError: an earlier report excludes this one.
        RequestIdReusedError: the request id stands for other bytes.
    """
    caller = command.caller
    require(caller, Right.VERIFY)
    raw = service.ledger.find(caller.relying_party_id, command.report.decision)
    if raw is None:
        raise NotFoundError("no such decision")
    about = _decided(read_record(raw).facts)
    return service.ledger.report(command.request, command.report, about=about)


def _decided(facts: Facts) -> Decided | None:
    """Say what the decision was about; an identity check was about no payment."""
    transaction = facts.transaction
    if transaction is None:
        return None
    return Decided(
        scope=scope_of(facts.provider, transaction.payer),
        at=facts.at,
        payer=transaction.payer,
        payee=transaction.payee,
        kept_by_reporter=facts.provider == transaction.payer.institution,
    )
