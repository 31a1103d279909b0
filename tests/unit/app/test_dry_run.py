"""A dry run leaves no record, so what it tells of others costs what looking them up costs."""

import pytest

from builders.payees import KeepingDirectory, registered
from builders.service import Scene, because, judged
from builders.standings import listed
from eidgate.adapters.storage.standings import put_standing
from eidgate.app.dry_run import cost_of
from eidgate.app.verify_assertion import verify_assertion
from eidgate.app.verify_transaction import VerifyTransaction
from eidgate.core.desk.identifier import Identifier, identifier_of, phone
from eidgate.core.errors import BudgetSpentError
from eidgate.core.relying_party import Quota, RelyingParty
from eidgate.core.risk.parties import Party
from eidgate.core.shape import replace
from eidgate.core.terms import Masked, TransactionKind
from eidgate.core.transaction import Context, SocialAccount
from eidgate.ports.look_ups import HIT_COST, MISS_COST
from eidgate.simulator.world import BANK, SHOP

NUMBER = "+84900000001"
POOR = replace(BANK, quota=Quota(per_second=1, burst=1))


def dry(scene: Scene, *, caller: RelyingParty = BANK, context: Context | None = None) -> VerifyTransaction:
    command = replace(scene.payment(caller=caller), validate_only=True)
    return command if context is None else replace(command, context=context)


def put(scene: Scene, identifier: Identifier) -> None:
    scene.store.access.change(lambda session: put_standing(session, listed(identifier)))


def left(scene: Scene, caller: RelyingParty = BANK) -> int:
    return scene.service.look_ups.take(caller, 0).left


def spent(scene: Scene, command: VerifyTransaction) -> int:
    before = left(scene, command.caller)
    scene.ask(command)
    return before - left(scene, command.caller)


def test_each_party_of_whom_nothing_is_known_costs_as_a_look_up_does(bound: Scene) -> None:
    assert (
        spent(bound, dry(bound, context=Context())) == HIT_COST + MISS_COST
    )  # the bank's own payer, the payee
    told = Context(
        device="d-1",
        phone=Masked(NUMBER),
        site=Masked("shop.bad.example/sale"),
        social_account=SocialAccount(platform="zalo", account_id="7001"),
    )
    assert spent(bound, dry(bound, context=told)) == HIT_COST + 5 * MISS_COST


def test_who_is_known_costs_little(bound: Scene) -> None:
    put(bound, identifier_of(bound.payee))
    put(bound, phone(NUMBER))
    assert spent(bound, dry(bound, context=Context(phone=Masked(NUMBER)))) == 3 * HIT_COST


def test_own_accounts_cost_little_and_a_shop_has_none(bound: Scene) -> None:
    own = replace(dry(bound, context=Context()), transaction=bound.transaction(payee=bound.customer.account))
    assert cost_of(BANK, bound.ask(own).record.facts) == 2 * HIT_COST
    bought = dry(bound, caller=SHOP, context=Context())
    bought = replace(bought, transaction=bound.transaction(kind=TransactionKind.GOODS_AND_SERVICES))
    assert spent(bound, bought) == 2 * MISS_COST


def test_whoever_has_looked_up_too_much_is_refused_before_anybody_is_asked(bound: Scene) -> None:
    directory = KeepingDirectory(registered("LE VI DU 77"))
    bound.service = replace(bound.service, payee_directory=directory)
    bound.ask(dry(bound, caller=POOR))
    with pytest.raises(BudgetSpentError):
        bound.ask(dry(bound, caller=POOR))
    assert len(directory.payees) == 1
    assert judged(bound.pay(caller=POOR)) == ("ALLOW", "B")


def test_the_budget_is_that_of_look_ups_and_comes_back_with_time(bound: Scene) -> None:
    bound.service.look_ups.take(POOR, MISS_COST)
    with pytest.raises(BudgetSpentError):
        bound.ask(dry(bound, caller=POOR))
    bound.clock.wait(seconds=MISS_COST)
    bound.ask(dry(bound, caller=POOR))


def test_a_decision_that_is_recorded_costs_no_look_up(bound: Scene) -> None:
    before = left(bound)
    bound.pay()
    assert left(bound) == before


def test_the_observers_hear_of_a_dry_run_as_one(bound: Scene) -> None:
    put(bound, identifier_of(bound.payee))
    answered = bound.ask(dry(bound))
    [told] = bound.watching.dry_runs
    assert (told.relying_party, told.outcome) == (
        BANK.relying_party_id,
        answered.record.decision.outcome.name,
    )
    assert because(answered) <= set(told.reasons)
    assert (bound.watching.decisions, bound.records()) == ([], [])


def test_an_identity_that_was_shown_costs_a_hit_and_a_forged_one_names_nobody(bound: Scene) -> None:
    for assertion, cost in ((bound.identify(caller=SHOP), HIT_COST), (bound.forge(), 0)):
        before = left(bound, SHOP)
        command = replace(bound.check(assertion), validate_only=True)
        facts = verify_assertion(command, bound.service).record.facts
        assert (Party.PERSON in facts.asked) is bool(cost)
        assert before - left(bound, SHOP) == cost
    assert len(bound.watching.dry_runs) == 2


def test_an_identity_check_is_refused_too_when_the_budget_is_spent(bound: Scene) -> None:
    bound.service.look_ups.take(SHOP, left(bound, SHOP))
    with pytest.raises(BudgetSpentError):
        verify_assertion(replace(bound.check(bound.identify(caller=SHOP)), validate_only=True), bound.service)
