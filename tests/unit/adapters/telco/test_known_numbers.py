"""Whose a number is: the registry says, then the binding, and nobody where both are silent or differ."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.ledger import NOON, binding, request
from eidgate.adapters.storage.open import Store, open_store
from eidgate.adapters.telco.known_numbers import KnownNumbers
from eidgate.core.binding.lifecycle import Binding, Change, suspend
from eidgate.core.shape import replace
from eidgate.core.terms import Instrument, InstrumentKind, Masked

PORTED, BOUND = "+84912345678", "+84912345679"


class Registry:
    """A registry that knows one number."""

    def operator_of(self, phone: Masked) -> str | None:
        return {PORTED: "operator-two"}.get(phone.reveal())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/bindings.db")
    yield opened
    opened.close()


@pytest.fixture
def known(store: Store) -> KnownNumbers:
    return KnownNumbers(Registry(), store.bindings, ["operator-one", "operator-two"])


def bound(store: Store, number: str, operator: str = "operator-one") -> Binding:
    sim = Instrument(kind=InstrumentKind.SIM, institution=operator, number=number)
    made = replace(binding(f"{operator}{number[1:]}", instrument=sim), institution=operator)
    return store.bindings.create(request(made.name), made, uses=[])


def test_the_registry_is_asked_first(store: Store, known: KnownNumbers) -> None:
    bound(store, PORTED, "operator-one")
    assert known.operator_of(Masked(PORTED)) == "operator-two"


def test_where_it_is_silent_the_operator_that_bound_the_number_serves_it(
    store: Store, known: KnownNumbers
) -> None:
    assert known.operator_of(Masked(BOUND)) is None
    bound(store, BOUND)
    assert known.operator_of(Masked(BOUND)) == "operator-one"


def test_a_binding_that_is_not_relied_on_says_nothing(store: Store, known: KnownNumbers) -> None:
    made = bound(store, BOUND)
    store.bindings.change(request("s"), made.name, lambda one: suspend(one, Change(at=NOON)))
    assert known.operator_of(Masked(BOUND)) is None


def test_two_operators_that_both_say_so_say_nothing(store: Store, known: KnownNumbers) -> None:
    """No two bind a number any more; a store may hold such bindings of before (ADR 0103)."""
    bound(store, BOUND)
    store.access.change(lambda session: session.write("DELETE FROM binding_number"))
    bound(store, BOUND, "operator-two")
    assert known.operator_of(Masked(BOUND)) is None


def test_an_operator_that_cannot_be_asked_is_not_looked_for(store: Store) -> None:
    bound(store, BOUND)
    assert KnownNumbers(Registry(), store.bindings, ["operator-two"]).operator_of(Masked(BOUND)) is None
