"""Who and what takes part in a transaction, and what stands against each of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from eidgate.core.desk.identifier import Identifier, IdentifierKind, identifier_of
from eidgate.core.desk.standing import Grade, Standing, StandingKind
from eidgate.core.terms import Instant, Vnd
from eidgate.core.transaction import Transaction


class Party(StrEnum):
    """The part that an identifier plays in a transaction."""

    PAYER = "payer"
    PAYEE = "payee"
    MERCHANT = "merchant"
    PHONE = "phone"
    DEVICE = "device"
    SITE = "site"
    SOCIAL_ACCOUNT = "social_account"
    PERSON = "person"


Concerned: TypeAlias = tuple[Party, Identifier]
"""An identifier with the part it plays; the same one may play two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyStanding:
    """What stands against one party, without the identifier itself: names, grades and amounts only."""

    party: Party
    kind: StandingKind
    identifier_kind: IdentifierKind
    name: str
    since: Instant
    until: Instant
    source: str
    grade: Grade | None = None
    code: int = 0
    amount: Vnd = Vnd(0)


def concerned(transaction: Transaction) -> tuple[Concerned, ...]:
    """Return every identifier that a decision on this transaction asks the desk about."""
    payer = (Party.PAYER, identifier_of(transaction.payer))
    if transaction.payee is None:
        return (payer,)
    return (payer, (Party.PAYEE, identifier_of(transaction.payee)))


def against(parties: Iterable[Concerned], standings: Iterable[Standing]) -> tuple[PartyStanding, ...]:
    """Say against whom each standing stands, in one order, so that equal facts are equal."""
    known = tuple(standings)
    if not known:
        return ()
    found = [
        _party_standing(party, one)
        for party, identifier in parties
        for one in known
        if one.identifier == identifier
    ]
    return tuple(sorted(found, key=lambda one: (one.party, one.kind, one.name)))


def _party_standing(party: Party, standing: Standing) -> PartyStanding:
    return PartyStanding(
        party=party,
        kind=standing.kind,
        identifier_kind=standing.identifier.kind,
        name=standing.name,
        since=standing.since,
        until=standing.until,
        source=standing.source,
        grade=standing.grade,
        code=standing.code,
        amount=standing.amount,
    )
