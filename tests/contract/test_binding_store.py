"""The contract of `eidgate.ports.BindingStore`, on every engine."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from builders.ledger import NOON, OTHER_BANK, account, binding, name_of, once, request, unit
from builders.stores import rows
from eidgate.adapters.storage.open import Store
from eidgate.core.binding.lifecycle import Binding, revoke
from eidgate.core.errors import (
    AlreadyExistsError,
    ConflictError,
    NotFoundError,
    RequestIdReusedError,
    UsedBeforeError,
)
from eidgate.core.terms import BindingName, InstrumentKind, IssuerId, SubjectId
from eidgate.ports import LedgerFacts, Unit, Weighed

pytest_plugins = ("builders.store_fixtures",)


def ended(present: Binding) -> Binding:
    return revoke(present, at=NOON + timedelta(microseconds=1), reason="lost")


def create(store: Store, made: Binding, request_id: str | None = None) -> Binding:
    return store.bindings.create(request(request_id or made.name), made, uses=[])


def test_a_binding_comes_back_whole(store: Store) -> None:
    made = binding("b1")
    assert create(store, made) == made
    assert store.bindings.get(made.name) == made


def test_an_unknown_binding_is_none(store: Store) -> None:
    assert store.bindings.get(BindingName("bindings/none")) is None


def test_an_instrument_has_one_active_binding(store: Store) -> None:
    create(store, binding("b1"))
    with pytest.raises(AlreadyExistsError, match="active"):
        create(store, binding("b2"))
    assert store.bindings.get(binding("b2").name) is None


def test_an_instrument_of_another_kind_or_institution_is_another(store: Store) -> None:
    create(store, binding("b1"))
    create(store, binding("b2", instrument=replace(account(), kind=InstrumentKind.CARD)))
    create(store, binding("b3", instrument=replace(account(), institution="970415")))


def test_after_the_end_of_one_another_may_begin(store: Store) -> None:
    create(store, binding("b1"))
    store.bindings.change(request("end"), binding("b1").name, ended)
    assert create(store, binding("b2")) == binding("b2")


def test_a_name_is_given_once(store: Store) -> None:
    create(store, binding("b1"))
    with pytest.raises(AlreadyExistsError, match="name"):
        create(store, binding("b1", instrument=account("other")), "another request")


def test_what_a_binding_rests_on_is_used_once(store: Store) -> None:
    uses = [once("jti:i:1"), once("nonce:1")]
    store.bindings.create(request("c1"), binding("b1"), uses=uses)
    for use in uses:
        with pytest.raises(AlreadyExistsError, match="used"):
            store.bindings.create(request("c2"), binding("b2", instrument=account("2")), uses=[use])
    assert store.bindings.get(binding("b2").name) is None


def test_a_refused_creation_uses_nothing(store: Store) -> None:
    create(store, binding("b1"))
    with pytest.raises(AlreadyExistsError):
        store.bindings.create(request("c2"), binding("b2"), uses=[once("jti:1")])
    store.bindings.create(request("c3"), binding("b3", instrument=account("3")), uses=[once("jti:1")])


def test_a_decision_and_a_binding_share_the_memory_of_uses(store: Store) -> None:
    store.ledger.decide(unit("r1", assertion=once("jti:1")))
    with pytest.raises(AlreadyExistsError):
        store.bindings.create(request("c1"), binding("b1"), uses=[once("jti:1")])
    store.bindings.create(request("c2"), binding("b1"), uses=[once("jti:2")])
    found: list[LedgerFacts] = []

    def keep(facts: LedgerFacts) -> Weighed:
        found.append(facts)
        return Weighed(name=name_of("x"), record=b"", outcome="ALLOW")

    store.ledger.preview(Unit(claim=unit("x", assertion=once("jti:2")).claim, weigh=keep))
    assert found[0].assertion_used


def test_the_same_request_returns_what_it_made_even_after_a_change(store: Store) -> None:
    made = store.bindings.create(request("c1"), binding("b1"), uses=[once("jti:1")])
    store.bindings.change(request("end"), made.name, ended)
    assert store.bindings.create(request("c1"), binding("b9"), uses=[once("jti:1")]) == made
    assert store.bindings.get(made.name) == ended(made)


def test_the_same_request_id_with_other_bytes_is_refused(store: Store) -> None:
    create(store, binding("b1"), "c1")
    with pytest.raises(RequestIdReusedError):
        store.bindings.create(request("c1", digest=b"x"), binding("b2"), uses=[])
    store.bindings.change(request("end"), binding("b1").name, ended)
    with pytest.raises(RequestIdReusedError):
        store.bindings.change(request("end", digest=b"x"), binding("b1").name, ended)


def test_what_a_request_made_can_be_asked_for_before_anything_is_judged_again(store: Store) -> None:
    assert store.bindings.earlier(request("c1")) is None
    made = create(store, binding("b1"), "c1")
    changed = store.bindings.change(request("end"), made.name, ended)
    assert store.bindings.earlier(request("c1")) == made
    assert store.bindings.earlier(request("end")) == changed
    assert store.bindings.earlier(request("c1", relying_party=OTHER_BANK)) is None
    assert store.bindings.earlier(request("c1", method="RevokeBinding")) is None
    with pytest.raises(RequestIdReusedError):
        store.bindings.earlier(request("c1", digest=b"x"))


def test_a_refused_creation_says_which_of_its_uses_was_used_first(store: Store) -> None:
    uses = [once("jti:i:1"), once("nonce:1")]
    store.bindings.create(request("c1"), binding("b1"), uses=uses)
    for claimed, named in ((uses, "jti:i:1"), ([once("jti:i:2"), uses[1]], "nonce:1")):
        with pytest.raises(UsedBeforeError) as refused:
            store.bindings.create(request("c2"), binding("b2", instrument=account("2")), uses=claimed)
        assert refused.value.key == named
        assert named not in str(refused.value)


def test_a_change_keeps_every_version(store: Store) -> None:
    create(store, binding("b1"))
    changed = store.bindings.change(request("end"), binding("b1").name, ended)
    assert changed == ended(binding("b1"))
    assert rows(store, "SELECT version FROM binding_version ORDER BY version") == [(1,), (2,)]


def test_the_same_change_is_made_once(store: Store) -> None:
    create(store, binding("b1"))
    first = store.bindings.change(request("end"), binding("b1").name, ended)
    assert store.bindings.change(request("end"), binding("b1").name, ended) == first


@pytest.mark.parametrize("reason", [ConflictError("the binding is at v1, not v9"), ZeroDivisionError("x")])
def test_what_a_step_raises_is_raised_and_nothing_is_changed(store: Store, reason: Exception) -> None:
    create(store, binding("b1"))

    def fail(_: Binding) -> Binding:
        raise reason

    with pytest.raises(type(reason)):
        store.bindings.change(request("x"), binding("b1").name, fail)
    assert store.bindings.get(binding("b1").name) == binding("b1")
    assert store.bindings.change(request("x"), binding("b1").name, ended).version == 2


@pytest.mark.parametrize(
    "step",
    [
        lambda present: present,
        lambda present: replace(present, version=3),
        lambda present: replace(present, version=2, instrument=account("other")),
        lambda present: replace(present, version=2, name="bindings/other"),
    ],
)
def test_a_step_to_anything_but_the_next_version_is_refused(
    store: Store, step: Callable[[Binding], Binding]
) -> None:
    create(store, binding("b1"))
    with pytest.raises(ValueError, match="next version"):
        store.bindings.change(request("x"), binding("b1").name, step)


def test_a_step_cannot_give_an_instrument_a_second_active_binding(store: Store) -> None:
    create(store, binding("b1"))
    store.bindings.change(request("end"), binding("b1").name, ended)
    create(store, binding("b2"))
    with pytest.raises(AlreadyExistsError, match="active"):
        store.bindings.change(
            request("back"), binding("b1").name, lambda b: replace(b, state=binding().state, version=3)
        )


def test_changing_an_unknown_binding_finds_none(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.bindings.change(request("x"), BindingName("bindings/none"), ended)


def test_pages_show_the_newest_versions_in_order_of_creation(store: Store) -> None:
    made = [create(store, binding(f"b{i}", instrument=account(str(i)))) for i in range(5)]
    made[1] = store.bindings.change(request("end"), made[1].name, ended)
    first = store.bindings.page(institution="970436", after=0, limit=3)
    rest = store.bindings.page(institution="970436", after=first[-1][0], limit=3)
    assert [each for _, each in first + rest] == made
    assert store.bindings.page(institution="970415", after=0, limit=3) == []


def test_pages_can_be_of_one_instrument_or_one_subject(store: Store) -> None:
    create(store, binding("b1", instrument=account("1"), subject="mai"))
    create(store, binding("b2", instrument=account("2"), subject="an"))
    create(store, binding("b3", instrument=account("3"), subject="mai"))
    mai = (IssuerId("https://idp.example"), SubjectId("mai"))

    def names(**filters: object) -> list[str]:
        found = store.bindings.page(institution="970436", after=0, limit=9, **filters)  # type: ignore[arg-type]
        return [each.name for _, each in found]

    assert names(instrument=account("2")) == ["bindings/b2"]
    assert names(subject=mai) == ["bindings/b1", "bindings/b3"]
    assert names(subject=mai, instrument=account("2")) == []


def test_of_many_creating_at_once_one_wins_the_instrument(opened: Callable[[], Store]) -> None:
    stores = [opened(), opened()]
    barrier = Barrier(8)
    outcomes: list[Binding | AlreadyExistsError] = []

    def go(i: int) -> None:
        barrier.wait()
        try:
            outcomes.append(create(stores[i % 2], binding(f"b{i}")))
        except AlreadyExistsError as refusal:
            outcomes.append(refusal)

    threads = [Thread(target=go, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 8
    assert sum(isinstance(each, Binding) for each in outcomes) == 1
    active = [b for _, b in stores[0].bindings.page(institution="970436", after=0, limit=9) if b.active]
    assert len(active) == 1
