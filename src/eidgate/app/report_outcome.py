"""ReportOutcome: the relying party says what became of a decision."""

from dataclasses import dataclass

from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.ports import OutcomeReport, RequestClaim


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
    require(command.caller, Right.VERIFY)
    return service.ledger.report(command.request, command.report)
