"""Who takes part, and what stands against whom."""

from datetime import timedelta

from builders.facts import account
from builders.regulation import NOON
from eidgate.core.desk.identifier import Identifier, IdentifierKind, identifier_of, merchant
from eidgate.core.desk.standing import Grade, Standing, StandingKind
from eidgate.core.risk.parties import Party, against, asked, concerned
from eidgate.core.shape import replace
from eidgate.core.terms import CustomerKind, Masked, TransactionKind, Vnd
from eidgate.core.transaction import Context, SocialAccount, Transaction

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


SEEN = Context(
    device="dev-1",
    phone=Masked("+84900000001"),
    site=Masked("shop.bad.example/a"),
    social_account=SocialAccount(platform="zalo", account_id="7001"),
)
SOMEBODY = Identifier(kind=IdentifierKind.PERSON, value="ab" * 32)


def test_everybody_and_everything_that_is_named_is_asked_about() -> None:
    paid = replace(transfer(), merchant="SHOP 7")
    parties = concerned(paid, SEEN, [SOMEBODY])
    assert asked(parties) == (
        Party.PAYER,
        Party.PAYEE,
        Party.MERCHANT,
        Party.PHONE,
        Party.DEVICE,
        Party.SITE,
        Party.SOCIAL_ACCOUNT,
        Party.PERSON,
    )
    assert [one.value for party, one in parties if party is Party.SITE] == [
        "shop.bad.example/a",
        "shop.bad.example",
        "bad.example",
    ]
    assert (Party.MERCHANT, merchant(PAYEE.institution, "shop 7")) in parties


def test_an_identity_check_asks_about_the_person_only() -> None:
    assert concerned(None, SEEN, [SOMEBODY]) == ((Party.PERSON, SOMEBODY),)
    assert concerned(None) == ()


def test_without_a_payee_no_merchant_is_asked_about() -> None:
    assert asked(concerned(replace(transfer(None), merchant="SHOP 7"))) == (Party.PAYER,)


def test_what_stands_against_somebody_else_stands_against_nobody_here() -> None:
    parties = concerned(transfer())
    theirs, others = standing(identifier_of(PAYEE)), standing(identifier_of(account("3")), "entries/e2")
    assert [(one.party, one.name) for one in against(parties, [others, theirs])] == [
        (Party.PAYEE, "entries/e1")
    ]
    assert against(parties, [others]) == ()
