"""ReportOutcome: the relying party says what became of a decision."""

from dataclasses import dataclass

from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.app.unit import scope_of
from eidgate.core.desk.standing import StandingKind
from eidgate.core.errors import NotFoundError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.precision import Ground, GroundKind
from eidgate.core.risk.record import DecisionRecord, read_record
from eidgate.ports import Decided, OutcomeReport, ReportSeen, RequestClaim


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
    record = read_record(raw)
    made = service.ledger.report(
        command.request, command.report, about=_decided(record.facts), grounds=grounds_of(record)
    )
    if not (made.replayed or made.again):
        service.observer.reported(_seen(made, record))
    return made


def _seen(report: OutcomeReport, record: DecisionRecord) -> ReportSeen:
    """Say what the report is worth for the precision of rules and lists."""
    grounds = grounds_of(record)
    return ReportSeen(
        kind=report.kind,
        outcome=record.decision.outcome.name,
        reasons=tuple(one.what for one in grounds if one.part is GroundKind.REASON),
        sources=tuple(one.what for one in grounds if one.part is GroundKind.SOURCE),
        rules=tuple(one.what for one in grounds if one.part is GroundKind.RULE),
    )


def grounds_of(record: DecisionRecord) -> tuple[Ground, ...]:
    """Return what had been found in a decision, each thing once, in order."""
    findings = record.decision.findings
    found = {
        GroundKind.REASON: {str(one.reason) for one in findings},
        GroundKind.RULE: {one.cited.rule for one in findings if one.cited},
        GroundKind.SOURCE: {one.source for one in record.facts.standings if one.kind is StandingKind.LISTED},
    }
    return tuple(sorted(Ground(part=part, what=what) for part, names in found.items() for what in names))


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
        place=facts.session.ip_country,
        kept_by_reporter=facts.provider == transaction.payer.institution,
    )
