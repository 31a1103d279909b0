"""The contract of `eidgate.ports.BindingStore`, on every engine."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest

from builders.ledger import NOON, OTHER_BANK, account, binding, name_of, once, request, unit
from builders.stores import rows
from eidgate.adapters.storage.alert_columns import from_body
from eidgate.adapters.storage.migrations import shipped
from eidgate.adapters.storage.open import Store
from eidgate.core.binding.disown import SUBJECT, disown
from eidgate.core.binding.lifecycle import Binding, BindingState, Change, revoke, suspend
from eidgate.core.binding.transfer import hand_on
from eidgate.core.desk.alert import Action, AlertKind
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.errors import (
    AlreadyExistsError,
    ConflictError,
    EvidenceRefusedError,
    IllegalStateError,
    NotFoundError,
    RequestIdReusedError,
    UsedBeforeError,
)
from eidgate.core.shape import replace
from eidgate.core.terms import BindingName, Instrument, InstrumentKind, IssuerId, SubjectId
from eidgate.ports import LedgerFacts, Unit, Weighed, judge_nothing

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


def number_at(operator: str, name: str, number: str = "+84912345678") -> Binding:
    sim = Instrument(kind=InstrumentKind.SIM, institution=operator, number=number)
    return replace(binding(name, instrument=sim), institution=operator)


def moving(store: Store, made: Binding, **told: Any) -> Binding:
    return store.bindings.create(request(f"move-{made.name}"), made, uses=[], moved=ended, **told)


def test_a_number_has_one_open_binding_whatever_operator_it_is_at(store: Store) -> None:
    create(store, number_at("operator-one", "b1"))
    with pytest.raises(AlreadyExistsError, match="active"):
        create(store, number_at("operator-two", "b2"))
    assert create(store, number_at("operator-two", "b3", "+84912345679")).active


def test_a_number_that_moved_leaves_its_binding_behind_in_the_same_unit(store: Store) -> None:
    former = create(store, number_at("operator-one", "b1"))
    made = moving(store, number_at("operator-two", "b2"))
    assert store.bindings.get(made.name) == made
    assert store.bindings.get(former.name) == ended(former)
    assert store.bindings.versions(former.name, after=0, limit=10) == [former, ended(former)]
    back = number_at("operator-one", "b3")
    assert moving(store, back) == back  # and home again
    assert moving(store, number_at("operator-two", "b2")) == made  # a retry moves nothing
    assert store.bindings.get(back.name) == back


def test_the_operator_that_a_number_leaves_is_told_in_the_same_unit_and_once(store: Store) -> None:
    former = create(store, number_at("operator-one", "b1"))
    for _ in range(2):
        moving(store, number_at("operator-two", "b2"))
    [told] = [from_body(body) for (body,) in rows(store, "SELECT body FROM alert")]
    assert (told.address, told.kind, told.action) == (
        "institution:operator-one",
        AlertKind.NUMBER_MOVED,
        Action.REVIEW,
    )
    assert (told.about, told.identifier) == (former.name, identifier_of(former.instrument))


@pytest.mark.parametrize("refusing", ["judge", "uses"])
def test_a_refused_move_leaves_the_former_binding_as_it_was(store: Store, refusing: str) -> None:
    former = create(store, number_at("operator-one", "b1"))
    store.ledger.decide(unit("r1", assertion=once("jti:1")))

    def refuse(_: Sequence[Binding]) -> None:
        raise EvidenceRefusedError("no", fields=())

    uses, judge = ([once("jti:1")], judge_nothing) if refusing == "uses" else ([], refuse)
    with pytest.raises((UsedBeforeError, EvidenceRefusedError)):
        store.bindings.create(
            request("m"), number_at("operator-two", "b2"), uses=uses, judge=judge, moved=ended
        )
    assert store.bindings.get(former.name) == former
    assert alerts(store) == []


def test_nothing_but_a_number_moves(store: Store) -> None:
    create(store, binding("b1"))
    elsewhere = binding("b2", instrument=replace(account(), institution="970415"))
    assert moving(store, elsewhere) == elsewhere
    assert store.bindings.get(binding("b1").name) == binding("b1")


def test_numbers_that_were_bound_by_an_earlier_program_have_their_owner_too(
    store: Store, store_url: str
) -> None:
    create(store, number_at("operator-one", "b1"))
    engine = "sqlite" if store_url.startswith("sqlite") else "postgres"
    [script] = [one.script for one in shipped(engine) if "INSERT INTO binding_number" in one.script]
    filling = script[script.index("INSERT INTO binding_number") :].rstrip().rstrip(";")
    store.access.change(lambda session: session.write("DELETE FROM binding_number"))
    store.access.change(lambda session: session.write(filling))
    with pytest.raises(AlreadyExistsError, match="active"):
        create(store, number_at("operator-two", "b2"))


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


# --- suspension, history, reliance -------------------------------------------------------------------------


def suspended(present: Binding) -> Binding:
    return suspend(present, Change(at=NOON + timedelta(microseconds=1), reason="lost"))


def test_a_suspended_binding_keeps_its_instrument(store: Store) -> None:
    create(store, binding("b1"))
    store.bindings.change(request("s"), binding("b1").name, suspended)
    with pytest.raises(AlreadyExistsError, match="suspended"):
        create(store, binding("b2"))
    proposed = replace(binding("b3", instrument=account("3")), state=BindingState.PROPOSED)
    create(store, proposed)
    with pytest.raises(AlreadyExistsError, match="proposed"):
        create(store, binding("b4", instrument=account("3")))


def test_every_version_can_be_read(store: Store) -> None:
    made = create(store, binding("b1"))
    second = store.bindings.change(request("s"), made.name, suspended)
    third = store.bindings.change(request("end"), made.name, ended)
    assert store.bindings.versions(made.name, after=0, limit=9) == [made, second, third]
    assert store.bindings.versions(made.name, after=1, limit=1) == [second]
    assert store.bindings.versions(BindingName("bindings/none"), after=0, limit=9) == []


def test_a_subjects_bindings_are_found_at_all_institutions(store: Store) -> None:
    here = create(store, binding("b1", instrument=account("1"), subject="mai"))
    create(store, binding("b2", instrument=account("2"), subject="an"))
    elsewhere = replace(
        binding("b3", instrument=replace(account("3"), institution="970415"), subject="mai"),
        institution="970415",
    )
    create(store, elsewhere)
    found = store.bindings.of_subject(here.issuer, SubjectId("mai"), after=0, limit=9)
    assert [one for _, one in found] == [here, elsewhere]
    rest = store.bindings.of_subject(here.issuer, SubjectId("mai"), after=found[0][0], limit=9)
    assert [one for _, one in rest] == [elsewhere]
    assert store.bindings.of_subject(IssuerId("https://other"), SubjectId("mai"), after=0, limit=9) == []


def test_a_change_uses_up_what_it_rests_on(store: Store) -> None:
    create(store, binding("b1"))
    use = once("jti:i:1")
    store.bindings.change(request("s"), binding("b1").name, suspended, uses=[use])
    create(store, binding("b2", instrument=account("2")))
    with pytest.raises(UsedBeforeError):
        store.bindings.change(request("s2"), binding("b2").name, suspended, uses=[use])
    assert [one.version for one in store.bindings.versions(binding("b2").name, after=0, limit=9)] == [1]
    assert store.bindings.change(request("s"), binding("b1").name, suspended, uses=[use]).version == 2


def test_what_a_step_refuses_uses_nothing(store: Store) -> None:
    create(store, binding("b1"))
    store.bindings.change(request("end"), binding("b1").name, ended)
    with pytest.raises(IllegalStateError):
        store.bindings.change(request("s"), binding("b1").name, suspended, uses=[once("jti:1")])
    store.bindings.create(request("c3"), binding("b3", instrument=account("3")), uses=[once("jti:1")])


def test_a_judge_sees_the_subjects_open_bindings_of_the_kind_and_institution(store: Store) -> None:
    create(store, binding("b1", instrument=account("1")))
    create(store, binding("b2", instrument=account("2")))
    create(store, binding("b3", instrument=account("3"), subject="else"))
    create(store, binding("b4", instrument=replace(account("4"), kind=InstrumentKind.CARD)))
    store.bindings.change(request("end"), binding("b2").name, ended)
    seen: list[list[str]] = []

    def judge(others: Sequence[Binding]) -> None:
        seen.append([one.name for one in others])
        raise EvidenceRefusedError("too many")

    with pytest.raises(EvidenceRefusedError):
        store.bindings.create(request("c5"), binding("b5", instrument=account("5")), uses=[], judge=judge)
    assert seen == [["bindings/b1"]]
    assert store.bindings.get(binding("b5").name) is None


def test_of_many_numbers_taken_at_once_no_more_than_the_limit_pass_the_judge(
    opened: Callable[[], Store],
) -> None:
    stores, barrier = [opened(), opened()], Barrier(6)
    outcomes: list[bool] = []

    def at_most_three(others: Sequence[Binding]) -> None:
        if len(others) >= 3:
            raise EvidenceRefusedError("too many")

    def go(i: int) -> None:
        made = binding(f"b{i}", instrument=account(str(i)))
        barrier.wait()
        try:
            stores[i % 2].bindings.create(request(f"c{i}"), made, uses=[], judge=at_most_three)
            outcomes.append(True)
        except EvidenceRefusedError:
            outcomes.append(False)

    threads = [Thread(target=go, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 3 + [True] * 3


# --- transfer ----------------------------------------------------------------------------------------------


def sim(name: str, subject: str = "mai") -> Binding:
    number = Instrument(kind=InstrumentKind.SIM, institution="operator-one", number="+84912345678")
    return replace(binding(name, instrument=number, subject=subject), institution="operator-one")


def handed_on(present: Binding) -> Binding:
    return hand_on(present, Change(at=NOON, reason="sold"))


def test_a_transfer_ends_one_binding_and_begins_another(store: Store) -> None:
    former = create(store, sim("b1"))
    done = store.bindings.transfer(
        request("t"), former.name, handed_on, sim("b2", "an"), uses=[once("jti:1")]
    )
    assert (done.former.state, done.successor) == (BindingState.TRANSFERRED, sim("b2", "an"))
    found = store.bindings.page(institution="operator-one", after=0, limit=9)
    assert [one for _, one in found] == [done.former, done.successor]


def test_a_repeated_transfer_is_answered_as_the_first_time(store: Store) -> None:
    create(store, sim("b1"))
    ask = request("t")
    assert store.bindings.earlier_transfer(ask) is None
    done = store.bindings.transfer(ask, sim("b1").name, handed_on, sim("b2", "an"), uses=[once("jti:1")])
    again = store.bindings.transfer(ask, sim("b1").name, handed_on, sim("b9", "x"), uses=[once("jti:1")])
    assert again == done == store.bindings.earlier_transfer(ask)
    with pytest.raises(RequestIdReusedError):
        store.bindings.earlier_transfer(request("t", digest=b"x"))


@pytest.mark.parametrize("used", [True, False])
def test_a_refused_transfer_leaves_everything_as_it_was(store: Store, *, used: bool) -> None:
    former = create(store, sim("b1"))
    store.bindings.create(
        request("c"), binding("b8", instrument=account("8")), uses=[once("jti:1")] if used else []
    )

    def refuse(_: Sequence[Binding]) -> None:
        raise EvidenceRefusedError("too many")

    with pytest.raises((UsedBeforeError, EvidenceRefusedError)):
        store.bindings.transfer(
            request("t"), former.name, handed_on, sim("b2", "an"), uses=[once("jti:1")], judge=refuse
        )
    assert store.bindings.get(former.name) == former
    assert store.bindings.get(sim("b2").name) is None


def test_what_is_unknown_is_not_transferred(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.bindings.transfer(request("t"), BindingName("bindings/none"), handed_on, sim("b2"), uses=[])


# --- what relied on a binding ------------------------------------------------------------------------------


def relied_on(store: Store, name: str = "b1", before: int = 0, limit: int = 9) -> list[str]:
    found = store.bindings.relied(BindingName(f"bindings/{name}"), before=before, limit=limit)
    return [one.decision.removeprefix("decisions/") for _, one in found]


def test_an_allowed_decision_is_found_by_the_bindings_it_rested_on(store: Store) -> None:
    create(store, binding("b1"))
    create(store, binding("b2", instrument=account("2")))
    store.ledger.decide(unit("r1", payee=account("2")))
    store.ledger.decide(unit("r2", at=NOON + timedelta(seconds=1)))
    assert relied_on(store) == ["r2", "r1"]
    assert relied_on(store, "b2") == ["r1"]


def test_an_allowed_decision_is_found_by_the_number_that_it_named(store: Store) -> None:
    named, suspended_one = number_at("operator-one", "b1"), number_at("operator-one", "b2", "+84912345679")
    create(store, named)
    create(store, suspended_one)
    store.bindings.change(request("s"), suspended_one.name, suspended)
    for name, amount in (("r1", 1), ("r2", None)):
        plain = unit(name, amount=amount)
        numbers = tuple(identifier_of(one.instrument) for one in (named, suspended_one))
        store.ledger.decide(replace(plain, claim=replace(plain.claim, identifiers=numbers)))
    assert relied_on(store, "b1") == ["r1"]
    assert relied_on(store, "b2") == []


def test_what_was_not_allowed_or_not_bound_relied_on_nothing(store: Store) -> None:
    create(store, binding("b1"))
    store.ledger.decide(unit("r1", amount=None))
    store.bindings.change(request("s"), binding("b1").name, suspended)
    store.ledger.decide(unit("r2"))
    store.ledger.decide(unit("r3", payer=account("unbound")))
    assert relied_on(store) == []


def test_a_repeated_decision_relied_once(store: Store) -> None:
    create(store, binding("b1"))
    for _ in range(2):
        store.ledger.decide(unit("r1"))
    assert relied_on(store) == ["r1"]


def test_pages_of_decisions_end_between_two_instants(store: Store) -> None:
    create(store, binding("b1"))
    for number in range(5):
        store.ledger.decide(unit(f"r{number}", at=NOON + timedelta(seconds=number // 2)))
    first = store.bindings.relied(binding("b1").name, before=0, limit=2)
    assert [one.decision for _, one in first] == ["decisions/r4", "decisions/r3", "decisions/r2"]
    assert relied_on(store, before=first[-1][0]) == ["r1", "r0"]


# --- alerts ------------------------------------------------------------------------------------------------


def alerts(store: Store) -> list[tuple[str, str]]:
    return rows(store, "SELECT address, kind FROM alert ORDER BY cursor")


def test_a_disowned_binding_alerts_its_institution_in_the_same_transaction(store: Store) -> None:
    create(store, binding("b1"))
    store.bindings.change(request("s"), binding("b1").name, suspended)
    assert alerts(store) == []

    def not_mine(present: Binding) -> Binding:
        return disown(present, Change(at=NOON, by=SUBJECT))

    for _ in range(2):
        store.bindings.change(request("d"), binding("b1").name, not_mine)
    assert alerts(store) == [
        ("institution:970436", "instrument_disowned"),
        ("role:authority", "instrument_disowned"),
    ]
    store.bindings.change(request("end"), binding("b1").name, ended)
    assert len(alerts(store)) == 2
