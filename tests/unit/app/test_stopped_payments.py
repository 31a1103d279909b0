"""Whoever keeps the payee, and whoever warned of it, learns of a payment that was stopped."""

from datetime import timedelta

import pytest

from builders.service import NOON, Scene
from builders.stores import rows
from eidgate.adapters.storage.alert_columns import from_body
from eidgate.adapters.storage.standings import put_standing
from eidgate.core.desk.alert import Action, Alert, AlertKind
from eidgate.core.desk.identifier import Identifier, identifier_of
from eidgate.core.desk.standing import Grade, Standing, StandingKind
from eidgate.core.risk.outcome import Outcome
from eidgate.core.shape import replace


def stand(scene: Scene, identifier: Identifier, source: str = "police") -> None:
    standing = Standing(
        identifier=identifier,
        kind=StandingKind.LISTED,
        name=f"entries/{source}",
        since=NOON,
        until=NOON + timedelta(days=1),
        source=source,
        grade=Grade.WARN,
        code=1,
    )
    scene.store.access.change(lambda session: put_standing(session, standing))


def alerts(scene: Scene) -> list[Alert]:
    return [from_body(body) for (body,) in rows(scene.store, "SELECT body FROM alert ORDER BY cursor")]


def test_a_payment_denied_to_a_listed_payee_is_told_to_its_bank_and_to_who_listed_it(bound: Scene) -> None:
    stand(bound, identifier_of(bound.payee))
    answered = bound.pay(assertion=bound.forge())
    assert answered.record.decision.outcome is Outcome.DENY
    told = alerts(bound)
    assert {(one.address, one.action) for one in told} == {
        ("institution:999902", Action.REVIEW),
        ("institution:police", Action.NOTE),
    }
    assert {(one.kind, one.about, one.amount, one.identifier) for one in told} == {
        (AlertKind.PAYMENT_STOPPED, answered.record.name, 4_000_000, identifier_of(bound.payee))
    }


@pytest.mark.parametrize("assertion", ["forged", ""])
def test_nobody_is_told_of_a_payee_that_nobody_warned_of(bound: Scene, assertion: str) -> None:
    bound.pay(assertion=bound.forge() if assertion else "")
    assert alerts(bound) == []


def test_a_standing_against_the_payer_alone_is_no_news_for_the_payees_bank(bound: Scene) -> None:
    stand(bound, identifier_of(bound.customer.account))
    assert bound.pay(assertion=bound.forge()).record.decision.outcome is Outcome.DENY
    assert alerts(bound) == []


def test_a_dry_run_tells_nobody(bound: Scene) -> None:
    stand(bound, identifier_of(bound.payee))
    bound.ask(replace(bound.payment(assertion=bound.forge()), validate_only=True))
    assert alerts(bound) == []


def test_a_retry_tells_nobody_twice(bound: Scene) -> None:
    stand(bound, identifier_of(bound.payee))
    command = bound.payment(assertion=bound.forge())
    for _ in range(2):
        bound.ask(command)
    assert len(alerts(bound)) == 2
