"""What the desk puts against an identifier is what the next decision reads, on every engine."""

import json
from datetime import timedelta

from builders import standings
from builders.ledger import NOON, account, name_of, unit
from eidgate.adapters.storage.open import Store
from eidgate.adapters.storage.standings import end_standing, put_standing, standings_of
from eidgate.core.desk.identifier import Identifier, IdentifierKind, identifier_of
from eidgate.core.desk.standing import Grade, Standing, StandingKind
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.ports import LedgerFacts, Unit, Weighed

pytest_plugins = ("builders.store_fixtures",)

PAYEE = identifier_of(account("0022"))
PHONE = Identifier(kind=IdentifierKind.PHONE, value="+84900000001")


def listed(identifier: Identifier = PAYEE, **differs: object) -> Standing:
    return standings.listed(identifier, **differs)


def held(name: str = "holds/h1") -> Standing:
    return listed(kind=StandingKind.HELD, name=name, grade=None, code=0, amount=Vnd(2**52))


def put(store: Store, *standings: Standing) -> None:
    for one in standings:
        store.access.change(lambda session, one=one: put_standing(session, one))


def asking(request_id: str, *identifiers: Identifier) -> Unit:
    """A decision that records which standings it saw."""

    def weigh(facts: LedgerFacts) -> Weighed:
        names = sorted(one.name for one in facts.standings)
        return Weighed(name=name_of(request_id), record=json.dumps(names).encode(), outcome="DENY")

    made = unit(request_id, weigh=weigh)
    return replace(made, claim=replace(made.claim, identifiers=identifiers))


def seen(store: Store, request_id: str, *identifiers: Identifier) -> list[str]:
    found: list[str] = json.loads(store.ledger.decide(asking(request_id, *identifiers)).record)
    return found


def test_a_decision_sees_what_was_put_before_it_began(store: Store) -> None:
    put(store, listed(), held(), listed(PHONE, name="entries/e2"))
    assert seen(store, "r1", PAYEE, PHONE) == ["entries/e1", "entries/e2", "holds/h1"]


def test_a_decision_about_others_sees_nothing_of_it(store: Store) -> None:
    put(store, listed())
    assert seen(store, "r1", PHONE) == []
    assert seen(store, "r2") == []


def test_every_decision_of_a_batch_sees_its_own(store: Store) -> None:
    put(store, listed(), listed(PHONE, name="entries/e2"))
    answers = store.ledger.decide_all([asking("r1", PAYEE), asking("r2", PHONE), asking("r3")])
    assert [json.loads(one.record) for one in answers if not isinstance(one, Exception)] == [
        ["entries/e1"],
        ["entries/e2"],
        [],
    ]


def test_a_dry_run_sees_it_too(store: Store) -> None:
    put(store, listed())
    assert json.loads(store.ledger.preview(asking("r1", PAYEE))) == ["entries/e1"]


def test_what_has_ended_is_not_seen_from_its_last_instant_on(store: Store) -> None:
    put(store, listed(until=NOON), listed(name="entries/e2", until=NOON + timedelta(microseconds=1)))
    assert seen(store, "r1", PAYEE) == ["entries/e2"]


def test_what_was_removed_is_not_seen(store: Store) -> None:
    put(store, listed(), held())
    store.access.change(lambda session: end_standing(session, PAYEE, StandingKind.LISTED, "entries/e1"))
    assert seen(store, "r1", PAYEE) == ["holds/h1"]


def test_the_same_name_is_replaced(store: Store) -> None:
    changed = listed(grade=Grade.WARN, code=1, source="bank-a")
    put(store, listed(), changed)
    assert store.access.read(lambda session: standings_of(session, PAYEE)) == [changed]


def test_every_column_comes_back_as_it_was_put(store: Store) -> None:
    put(store, listed(), held())
    assert store.access.read(lambda session: standings_of(session, PAYEE)) == [held(), listed()]


def test_when_its_source_said_so_is_read_back(store: Store) -> None:
    dated = listed(kind=StandingKind.SIM, name="bindings/b1", grade=None, code=0, as_of=NOON)
    put(store, dated, listed())
    assert store.access.read(lambda session: standings_of(session, PAYEE)) == [listed(), dated]
    put(store, replace(dated, as_of=NOON + timedelta(hours=1)))
    known: list[LedgerFacts] = []
    plain = asking("d1", PAYEE)

    def weigh(facts: LedgerFacts) -> Weighed:
        known.append(facts)
        return plain.weigh(facts)

    store.ledger.decide(replace(plain, weigh=weigh))
    assert {one.name: one.as_of for one in known[0].standings} == {
        "bindings/b1": NOON + timedelta(hours=1),
        "entries/e1": None,
    }
