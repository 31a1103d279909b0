"""What the desk put against a party is in the next decision: asked, found, recorded, nothing personal."""

from typing import Any

import pytest

from builders.service import NOON, Scene, because, judged, reasons
from builders.standings import listed
from eidgate.adapters.storage.standings import put_standing
from eidgate.app.answer import Answer
from eidgate.core.desk.identifier import (
    Identifier,
    IdentifierKind,
    device,
    identifier_of,
    merchant,
    phone,
    social_account,
)
from eidgate.core.desk.standing import Grade, StandingKind
from eidgate.core.observation import SignalState
from eidgate.core.relying_party import Role
from eidgate.core.risk.parties import Party
from eidgate.core.risk.record import DecisionRecord, replay
from eidgate.core.shape import replace
from eidgate.core.terms import Masked, Vnd
from eidgate.core.transaction import Context, SocialAccount
from eidgate.simulator.world import SHOP

NUMBER = "+84900000001"


def put(scene: Scene, identifier: Identifier, grade: Grade | None = Grade.BLOCK, **differs: object) -> None:
    one = listed(identifier, grade=grade, **differs)
    scene.store.access.change(lambda session: put_standing(session, one))


def website(entry: str) -> Identifier:
    return Identifier(kind=IdentifierKind.WEBSITE, value=entry)


def seen(scene: Scene) -> Context:
    """A session in which everything is told."""
    return Context(
        device=scene.customer.device,
        phone=Masked(NUMBER),
        site=Masked("shop.bad.example/sale"),
        social_account=SocialAccount(platform="zalo", account_id="7001"),
    )


def states(record: DecisionRecord) -> dict[str, SignalState]:
    return {one.name: one.state for one in record.decision.signals}


@pytest.mark.parametrize("party", [one for one in Party if one is not Party.PERSON])
def test_a_listing_of_any_party_reaches_the_decision(bound: Scene, party: Party) -> None:
    named = {
        Party.PAYER: identifier_of(bound.customer.account),
        Party.PAYEE: identifier_of(bound.payee),
        Party.MERCHANT: merchant(bound.payee.institution, "SHOP 7"),
        Party.PHONE: phone(NUMBER),
        Party.DEVICE: device(bound.customer.device),
        Party.SITE: website("bad.example"),
        Party.SOCIAL_ACCOUNT: social_account("zalo", "7001"),
    }
    put(bound, named[party])
    command = replace(bound.payment(merchant="Shop  7"), context=seen(bound))
    answered = bound.ask(command)
    assert judged(answered)[0] == "DENY"
    assert because(answered) == {f"{party.name}_LISTED_BLOCK"}
    assert {one.party for one in bound.stored(answered).facts.standings} == {party}
    assert named[party].value not in str(bound.stored(answered).facts.standings)


def test_a_listed_person_is_found_by_the_assertion_and_no_key_says_that_nobody_looked(bound: Scene) -> None:
    keys = bound.service.person_keys
    assert keys is not None
    person = keys.current_identifier(bound.identity_provider.issuer, bound.customer.citizen.subject_id)
    put(bound, person, Grade.HIGH)
    found = bound.pay(assertion=bound.sign())
    assert "PERSON_LISTED_HIGH" in reasons(found)

    bound.service = replace(bound.service, person_keys=None)
    blind = bound.pay(assertion=bound.sign())
    assert "PERSON_LISTED_HIGH" not in reasons(blind)
    assert states(blind.record)["person_listed"] is SignalState.NOT_MONITORED


def test_without_an_assertion_nobody_knows_the_person(bound: Scene) -> None:
    assert states(bound.pay().record)["person_listed"] is SignalState.NOT_MONITORED


def test_a_shop_hears_that_its_buyer_is_listed(bound: Scene) -> None:
    keys = bound.service.person_keys
    assert keys is not None
    person = keys.current_identifier(bound.identity_provider.issuer, bound.customer.citizen.subject_id)
    put(bound, person)
    answered = bound.meet(bound.identify(caller=SHOP))
    assert because(answered) == {"PERSON_LISTED_BLOCK"}
    assert answered.record.facts.asked == (Party.PERSON,)


def test_a_hold_and_a_report_reach_the_decision(bound: Scene) -> None:
    payee = identifier_of(bound.payee)
    put(bound, payee, None, kind=StandingKind.HELD, name="holds/h1", code=0, amount=Vnd(5))
    put(bound, payee, None, kind=StandingKind.REPORTED, name="reports/r1", code=0)
    answered = bound.pay()
    assert {"PAYEE_HELD", "PAYEE_REPORTED"} <= reasons(answered)
    assert judged(answered)[0] == "HOLD"


def test_a_plain_payment_asks_about_its_accounts_and_device_and_finds_nothing(bound: Scene) -> None:
    record = bound.pay().record
    assert record.facts.asked == (Party.PAYER, Party.PAYEE, Party.DEVICE)
    assert record.facts.standings == ()
    assert states(record)["payee_listed"] is SignalState.NOT_OBSERVED
    assert states(record)["site_listed"] is SignalState.NOT_MONITORED


def test_what_stood_is_in_the_record_so_that_a_replay_decides_alike(bound: Scene) -> None:
    put(bound, identifier_of(bound.payee), Grade.HIGH)
    record = bound.stored(bound.pay())
    service = bound.service
    policy = service.policies.current(Role.BANK, NOON)
    assert replay(record, policy=policy, regulation=service.regulation) == record.decision


def test_only_what_is_allowed_makes_a_device_the_one_used_last(bound: Scene) -> None:
    def paid_from(device: str, **differs: Any) -> Answer:
        command = bound.payment(1_000_000, **differs)
        return bound.ask(replace(command, context=Context(device=device)))

    assert judged(bound.pay(1_000_000))[0] == "ALLOW"
    refused = paid_from("thiefs", assertion=bound.forge())
    assert judged(refused)[0] == "DENY"
    assert refused.record.facts.known_device == bound.customer.device
    assert paid_from("thiefs").record.facts.known_device == bound.customer.device
