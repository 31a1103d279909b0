"""Looking up: what stands against each, in the order asked, and what asking costs."""

from datetime import timedelta

import pytest

from builders.service import Scene
from builders.watchlist import BANK_ONE, BANK_TWO, MULE, NUMBER, SITE, confirm, lift, listed, put, row
from eidgate.app.check_identifiers import Checked, check_identifiers
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.standing import Grade
from eidgate.core.errors import BudgetSpentError, InvalidCommandError, NotPermittedError
from eidgate.core.relying_party import Quota, RelyingParty
from eidgate.core.shape import replace
from eidgate.ports.look_ups import HIT_COST, MISS_COST
from eidgate.simulator.world import BANK, OTHER_BANK, RISK_TEAM

UNKNOWN = Identifier(kind=IdentifierKind.PHONE, value="+84900000999")
OWN = Identifier(kind=IdentifierKind.ACCOUNT, value=f"{BANK.institution}:0200000001")


def page(value: str) -> Identifier:
    return Identifier(kind=IdentifierKind.WEBSITE, value=value)


def check(scene: Scene, *identifiers: Identifier, caller: RelyingParty = BANK) -> Checked:
    return check_identifiers(caller, identifiers, scene.service)


def cost(scene: Scene, *identifiers: Identifier, caller: RelyingParty = BANK) -> int:
    budget = check(scene, *identifiers, caller=caller).budget
    scene.clock.wait(hours=1)  # and the bucket is full again
    return budget.capacity - budget.left


def test_each_is_answered_in_the_order_asked(scene: Scene) -> None:
    entry = put(scene.store)
    checked = check(scene, UNKNOWN, MULE, NUMBER)
    assert [one.identifier for one in checked.found] == [UNKNOWN, MULE, NUMBER]
    assert [[listing.name for listing in one.listings] for one in checked.found] == [[], [entry.name], []]
    assert checked.at == scene.clock.at


def test_who_may_not_look_up_is_refused_and_pays_nothing(scene: Scene) -> None:
    with pytest.raises(NotPermittedError, match="may not look up"):
        check(scene, MULE, caller=RISK_TEAM)


def test_a_miss_costs_twenty_hits_and_ones_own_account_is_never_a_miss(scene: Scene) -> None:
    put(scene.store)
    assert cost(scene, MULE) == HIT_COST
    assert cost(scene, UNKNOWN) == MISS_COST
    assert cost(scene, OWN) == HIT_COST
    assert cost(scene, OWN, caller=OTHER_BANK) == MISS_COST
    assert cost(scene, MULE, UNKNOWN, NUMBER, OWN) == 2 * HIT_COST + 2 * MISS_COST


def test_who_belongs_to_no_institution_keeps_nothing(scene: Scene) -> None:
    """A number is kept by nobody, and a relying party without an institution is not that nobody."""
    assert cost(scene, NUMBER, caller=replace(BANK, institution="")) == MISS_COST


def test_who_asked_too_much_is_told_nothing_and_when_to_ask_again(scene: Scene) -> None:
    poor = replace(BANK, quota=Quota(per_second=1.0, burst=1))
    put(scene.store)
    assert check(scene, UNKNOWN, caller=poor).budget.left == 0
    with pytest.raises(BudgetSpentError) as refused:
        check(scene, MULE, caller=poor)
    assert refused.value.after == timedelta(seconds=HIT_COST)
    scene.clock.wait(seconds=1)
    [found] = check(scene, MULE, caller=poor).found
    assert found.listings


def test_a_page_is_looked_up_as_itself_and_as_what_covers_it(scene: Scene) -> None:
    site, below = put(scene.store, SITE), put(scene.store, page(f"{SITE.value}/sale"), BANK_TWO)
    [found, other] = check(scene, page(f"{SITE.value}/sale/today"), page("good.example.com/sale")).found
    assert {one.name for one in found.listings} == {site.name, below.name}
    assert other.listings == ()


def test_of_what_covers_a_page_the_nearest_is_counted_and_the_most_institutions(scene: Scene) -> None:
    for reporter in (BANK_ONE, BANK_TWO):
        put(scene.store, SITE, reporter)
    put(scene.store, page(f"{SITE.value}/sale"))
    [host, near] = check(scene, SITE, page(f"{SITE.value}/sale")).found
    assert (host.institutions, near.institutions) == (2, 2)
    assert {one.reported for one in host.counts} == {2}
    assert {one.reported for one in near.counts} == {1}


def test_what_was_taken_back_is_not_found(scene: Scene) -> None:
    entry = confirm(scene.store, put(scene.store))
    lift(scene.store, put(scene.store, NUMBER))
    [mule, number] = check(scene, MULE, NUMBER).found
    assert [(one.name, one.grade) for one in mule.listings] == [(entry.name, Grade.BLOCK)]
    assert number.listings == ()
    assert number.counts == ()


def test_the_record_of_every_source_that_spoke_is_told_once(scene: Scene) -> None:
    listed(scene.store, [row(1)])
    put(scene.store)
    put(scene.store, NUMBER)
    checked = check(scene, MULE, NUMBER, row(1).identifier)
    assert [one.source for one in checked.sources] == ["999901"]
    assert check(scene, UNKNOWN).sources == ()


def test_a_person_is_looked_up_under_each_key_and_without_a_key_refused(scene: Scene) -> None:
    keys, citizen = scene.service.person_keys, scene.customer.citizen
    assert keys is not None
    issuer = scene.identity_provider.issuer
    person = Identifier(kind=IdentifierKind.PERSON, value=f"{issuer} {citizen.subject_id}")
    entry = confirm(scene.store, put(scene.store, keys.current_identifier(issuer, citizen.subject_id)))
    newer = replace(keys, keys={**keys.keys, "2": bytes(range(32, 64))}, current="2")
    scene.service = replace(scene.service, person_keys=newer)
    [found] = check(scene, person).found
    assert [one.name for one in found.listings] == [entry.name]
    assert found.identifier == person

    scene.service = replace(scene.service, person_keys=None)
    with pytest.raises(InvalidCommandError, match="no key for persons"):
        check(scene, person)
