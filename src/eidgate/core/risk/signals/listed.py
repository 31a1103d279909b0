"""Does the shared list name the payee, the payer, or what leads from one to the other?

One signal a party, made of one table, because every party is judged the same way: a finding for each grade
in which it is listed (`domain.md` 10.12, 10.14; F3.3-F3.6). A part that nobody named, and a person whom no
key is configured to look up, was not looked for: NOT_MONITORED.
"""

from collections.abc import Iterable
from typing import Final

from eidgate.core.desk.standing import Grade, StandingKind
from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, Signal, seen
from eidgate.core.risk.outcome import Finding
from eidgate.core.risk.parties import Party, PartyStanding

MOST_NAMED: Final = 5
"""Sources, codes and kinds that one finding names; more of them say no more to who reads it."""


def _signal(party: Party) -> Signal:
    name = f"{party}_listed"
    reasons = {grade: Reason(f"{party.name}_LISTED_{grade.name}") for grade in Grade}

    def listed(case: Case) -> Seen:
        facts = case.facts
        if not facts.standings:
            return NOTHING if party in facts.asked else NOT_MONITORED
        listings = [one for one in facts.standings if one.party is party and one.kind is StandingKind.LISTED]
        if not listings:
            return NOTHING if party in facts.asked else NOT_MONITORED
        return seen([_finding(case, name, reason, of) for reason, of in _by_reason(reasons, listings)])

    listed.__name__ = listed.__qualname__ = name
    return listed


def _by_reason(
    reasons: dict[Grade, Reason], listings: list[PartyStanding]
) -> Iterable[tuple[Reason, list[PartyStanding]]]:
    """Sort listings by grade; one without a grade counts as confirmed, since nobody says that it is less."""
    for grade, reason in reasons.items():
        if of := [one for one in listings if (one.grade or Grade.BLOCK) is grade]:
            yield reason, of


def _finding(case: Case, signal: str, reason: Reason, listings: list[PartyStanding]) -> Finding:
    codes = [str(one.code) for one in listings if one.code]
    evidence = {"kind": named(one.identifier_kind for one in listings), "entries": str(len(listings))}
    evidence |= {"source": named(one.source for one in listings)}
    return case.finding(signal, reason, **evidence | ({"code": named(codes)} if codes else {}))


def named(words: Iterable[str]) -> str:
    """Return the first few different words in order, and how many more there are."""
    different = sorted(set(words))
    more = len(different) - MOST_NAMED
    return ",".join(different[:MOST_NAMED]) + (f",+{more}" if more > 0 else "")


LISTED: Final[tuple[Signal, ...]] = tuple(_signal(party) for party in Party)
"""`payer_listed`, `payee_listed`, `merchant_listed`, ... `person_listed`."""
