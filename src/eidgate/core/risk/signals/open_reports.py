"""Did somebody report a party for fraud, and is that report still open?"""

from collections.abc import Iterator

from eidgate.core.desk.standing import StandingKind
from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen
from eidgate.core.risk.outcome import Finding
from eidgate.core.risk.parties import PAYING, PartyStanding
from eidgate.core.risk.signals.listed import named


def open_reports(case: Case) -> Seen:
    """Find open reports about either side, and the parts that they are about."""
    facts = case.facts
    if not facts.asked and not facts.standings:
        return NOT_MONITORED
    reported = [one for one in facts.standings if one.kind is StandingKind.REPORTED]
    return seen(_findings(case, reported)) if reported else NOTHING


def _findings(case: Case, reported: list[PartyStanding]) -> Iterator[Finding]:
    sides = (
        (Reason.PAYER_REPORTED, [one for one in reported if one.party in PAYING]),
        (Reason.PAYEE_REPORTED, [one for one in reported if one.party not in PAYING]),
    )
    for reason, reports in sides:
        if reports:
            evidence = {"parties": named(one.party for one in reports), "reports": str(len(reports))}
            yield case.finding("open_reports", reason, **evidence)
