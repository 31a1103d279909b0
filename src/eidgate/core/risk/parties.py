"""Who and what takes part in a transaction, and what stands against each of them."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from msgspec import Struct

from eidgate.core.desk.identifier import (
    Identifier,
    IdentifierKind,
    device,
    identifier_of,
    merchant,
    phone,
    social_account,
)
from eidgate.core.desk.standing import Grade, Standing, StandingKind
from eidgate.core.desk.website import covering
from eidgate.core.terms import Instant, Vnd
from eidgate.core.transaction import NOTHING_SEEN, Context, Transaction
from eidgate.core.word import Word


class Party(Word):
    """The part that an identifier plays in a transaction."""

    PAYER = "payer"
    PAYEE = "payee"
    MERCHANT = "merchant"
    PHONE = "phone"
    DEVICE = "device"
    SITE = "site"
    SOCIAL_ACCOUNT = "social_account"
    PERSON = "person"


PAYING: Final = frozenset({Party.PAYER, Party.PHONE, Party.DEVICE, Party.PERSON})
"""The payer's side; the others are whom or what the payer pays."""

_OF_NUMBERS: Final = frozenset({StandingKind.SIM, StandingKind.NUMBER})

Concerned: TypeAlias = tuple[Party, Identifier]
"""An identifier with the part it plays; the same one may play two."""


class PartyStanding(Struct, frozen=True, kw_only=True):
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


def concerned(
    transaction: Transaction | None, context: Context = NOTHING_SEEN, person: Iterable[Identifier] = ()
) -> tuple[Concerned, ...]:
    """Return every identifier that a decision asks the desk about; an identity check is about a person only.

    `person` is everything that the person in the assertion may be listed as.
    """
    people = [(Party.PERSON, identifier) for identifier in person]
    if transaction is None:
        return tuple(people)
    return (*_of_payment(transaction), *_of_session(context), *people)


def asked(parties: Iterable[Concerned]) -> tuple[Party, ...]:
    """Return which parts were asked about, each once."""
    return tuple(dict.fromkeys([party for party, _ in parties]))


def _of_payment(transaction: Transaction) -> Iterator[Concerned]:
    yield Party.PAYER, identifier_of(transaction.payer)
    payee = transaction.payee
    if payee is None:
        return
    yield Party.PAYEE, identifier_of(payee)
    if transaction.merchant:
        yield Party.MERCHANT, merchant(payee.institution, transaction.merchant)


def _of_session(context: Context) -> Iterator[Concerned]:
    if context.phone:
        yield Party.PHONE, phone(context.phone.reveal())
    if context.device:
        yield Party.DEVICE, device(context.device)
    if context.site:
        for entry in covering(context.site.reveal()):
            yield Party.SITE, Identifier(kind=IdentifierKind.WEBSITE, value=entry)
    if (social := context.social_account) is not None:
        yield Party.SOCIAL_ACCOUNT, social_account(social.platform, social.account_id)


def against(parties: Iterable[Concerned], standings: Iterable[Standing]) -> tuple[PartyStanding, ...]:
    """Say against whom each standing stands, in one order, so that equal facts are equal.

    What is known of a number stands against nobody (`sim_standing`, `number_standing`).
    """
    known = tuple([one for one in standings if one.kind not in _OF_NUMBERS])
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
