"""Who takes part, and what stands against whom."""

from datetime import timedelta

from builders.facts import account
from builders.regulation import NOON
from eidgate.core.desk.identifier import Identifier, identifier_of
from eidgate.core.desk.standing import Grade, Standing, StandingKind
from eidgate.core.risk.parties import Party, against, concerned
from eidgate.core.terms import CustomerKind, TransactionKind, Vnd
from eidgate.core.transaction import Transaction

PAYER, PAYEE = account("1"), account("2")


def transfer(payee: object = PAYEE) -> Transaction:
    return Transaction(
        kind=TransactionKind.TRANSFER_OTHER,
        customer=CustomerKind.INDIVIDUAL,
        payer=PAYER,
        payee=payee,  # type: ignore[arg-type]  # an account or None
        amount=Vnd(1),
    )


def standing(identifier: Identifier, name: str = "entries/e1") -> Standing:
    return Standing(
        identifier=identifier,
        kind=StandingKind.LISTED,
        name=name,
        since=NOON,
        until=NOON + timedelta(days=1),
        source="police",
        grade=Grade.HIGH,
        code=3,
    )


def test_payer_and_payee_take_part() -> None:
    assert concerned(transfer()) == (
        (Party.PAYER, identifier_of(PAYER)),
        (Party.PAYEE, identifier_of(PAYEE)),
    )


def test_without_a_payee_only_the_payer_does() -> None:
    assert [party for party, _ in concerned(transfer(None))] == [Party.PAYER]


def test_a_standing_stands_against_every_part_that_its_identifier_plays() -> None:
    parties = concerned(transfer(PAYER))
    found = against(parties, [standing(identifier_of(PAYER))])
    assert [(one.party, one.name, one.grade, one.code) for one in found] == [
        (Party.PAYEE, "entries/e1", Grade.HIGH, 3),
        (Party.PAYER, "entries/e1", Grade.HIGH, 3),
    ]


def test_the_order_of_reading_means_nothing() -> None:
    parties = concerned(transfer())
    standings = [standing(identifier_of(PAYER)), standing(identifier_of(PAYEE), "entries/e2")]
    assert against(parties, standings) == against(parties[::-1], standings[::-1])


def test_it_stands_until_its_last_instant_and_not_at_it() -> None:
    one = standing(identifier_of(PAYER))
    assert one.stands(one.until - timedelta(microseconds=1))
    assert not one.stands(one.until)
    assert one.stands(one.since - timedelta(seconds=1)), "another process's clock may be ahead"
