"""Is a sum on hold on the payer's or the payee's account?

A hold is on a sum, never on more than the balance (`domain.md` 10.15), but the balance is the bank's to know:
for us any hold on the payer's side stops the payment, whatever its amount.
"""

from collections.abc import Iterator

from eidgate.core.desk.standing import StandingKind
from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen
from eidgate.core.risk.outcome import Finding
from eidgate.core.risk.parties import PAYING, PartyStanding


def open_holds(case: Case) -> Seen:
    """Find holds on either side, with their number and their sum."""
    facts = case.facts
    if not facts.asked and not facts.standings:
        return NOT_MONITORED
    held = [one for one in facts.standings if one.kind is StandingKind.HELD]
    return seen(_findings(case, held)) if held else NOTHING


def _findings(case: Case, held: list[PartyStanding]) -> Iterator[Finding]:
    sides = (
        (Reason.PAYER_HELD, [one for one in held if one.party in PAYING]),
        (Reason.PAYEE_HELD, [one for one in held if one.party not in PAYING]),
    )
    for reason, holds in sides:
        if holds:
            total = sum(amount for _, amount in {(one.name, one.amount) for one in holds})
            until = max(one.until for one in holds)
            yield case.finding(
                "open_holds",
                reason,
                holds=str(len(holds)),
                amount=str(total),
                until=f"{until:%Y-%m-%dT%H:%MZ}",
            )
