"""The life of bindings against a model, on every store: any order of steps, legal or not.

The model is a table of which step leads where. After each step the store must hold exactly what the model
holds, no instrument may have two open bindings, and a decision must see the newest one as it stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from builders.law_examples import law_examples
from builders.ledger import binding, request, unit
from builders.sim_clocks import NOON
from builders.stores import rows
from eidgate.adapters.storage.open import Store
from eidgate.core.binding.disown import disown
from eidgate.core.binding.lifecycle import (
    Binding,
    BindingState,
    Change,
    confirm,
    reinstate,
    revoke,
    suspend,
)
from eidgate.core.binding.registry import RegistryAnswer, RegistryResult
from eidgate.core.binding.sim_device import reverify, tell_device_change
from eidgate.core.binding.sim_rules import SimTerms
from eidgate.core.binding.transfer import hand_on
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.errors import AlreadyExistsError, ConflictError, IllegalStateError
from eidgate.core.observation import SignalState
from eidgate.core.risk.facts import NumberFacts
from eidgate.core.risk.number_standing import payer_number
from eidgate.core.risk.parties import Party
from eidgate.core.risk.sim_standing import sim_service
from eidgate.core.shape import replace
from eidgate.core.terms import BindingName, Instrument, InstrumentKind
from eidgate.ports import LedgerFacts, Weighed

pytest_plugins = ("builders.store_fixtures",)

P, C, S, R, T = (
    BindingState.PROPOSED,
    BindingState.CONFIRMED,
    BindingState.SUSPENDED,
    BindingState.REVOKED,
    BindingState.TRANSFERRED,
)
MATCH = RegistryAnswer(result=RegistryResult.MATCH, as_of=NOON)
STEPS: dict[str, Callable[[Binding, Change], Binding]] = {
    "confirm": lambda present, change: confirm(present, change, registry=MATCH),
    "suspend": suspend,
    "reinstate": reinstate,
    "disown": disown,
    "revoke": lambda present, change: revoke(present, at=change.at, reason=change.reason, etag=change.etag),
}
LEADS = {
    "confirm": {P: C},
    "suspend": {C: S},
    "reinstate": {S: C},
    "disown": {P: S, C: S, S: S},
    "revoke": {P: R, C: R, S: R},
}


@dataclass
class Model:
    """One binding as it should be."""

    instrument: str
    state: BindingState
    versions: int = 1
    disowned: bool = False
    opened: bool = False
    """Whether a change of device waits for its proof."""
    told: bool = False

    def after(self, step: str) -> BindingState | None:
        """Where a step leads, or None when it is illegal."""
        if self.disowned and step in {"reinstate", "disown"}:
            return None
        return LEADS[step].get(self.state)


class BindingLife(RuleBasedStateMachine):
    """Two SIMs, two people, and every step in any order."""

    names = Bundle("names")
    numbers = count(1)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store, self.run = store, next(self.numbers)
        self.model: dict[str, Model] = {}
        self.minutes = 0

    def fresh(self) -> str:
        return f"r{next(self.numbers)}"

    def made(self, sim: int, subject: str, state: BindingState) -> Binding:
        number = Instrument(
            kind=InstrumentKind.SIM, institution="operator-one", number=f"+849{self.run:06}{sim:02}"
        )
        plain = binding(self.fresh(), instrument=number, subject=subject)
        return replace(plain, institution="operator-one", state=state, sim=SimTerms())

    def open_of(self, instrument: str) -> list[str]:
        return [
            name for name, one in self.model.items() if one.instrument == instrument and one.state.is_open
        ]

    @rule(
        target=names,
        sim=st.integers(0, 1),
        subject=st.sampled_from(["mai", "an"]),
        state=st.sampled_from([P, C]),
    )
    def create(self, sim: int, subject: str, state: BindingState) -> object:
        wanted = self.made(sim, subject, state)
        if self.open_of(wanted.instrument.key):
            with pytest.raises(AlreadyExistsError):
                self.store.bindings.create(request(self.fresh()), wanted, uses=[])
            return multiple()
        assert self.store.bindings.create(request(self.fresh()), wanted, uses=[]) == wanted
        self.model[wanted.name] = Model(instrument=wanted.instrument.key, state=state)
        return wanted.name

    @rule(name=names, step=st.sampled_from(sorted(STEPS)))
    def step(self, name: str, step: str) -> None:
        known, leads = self.model[name], self.model[name].after(step)
        act = partial(STEPS[step], change=Change(at=NOON, reason=step))
        if leads is None:
            with pytest.raises(IllegalStateError):
                self.store.bindings.change(request(self.fresh()), BindingName(name), act)
            return
        asked = request(self.fresh())
        changed = self.store.bindings.change(asked, BindingName(name), act)
        assert self.store.bindings.change(asked, BindingName(name), act) == changed  # a retry changes nothing
        known.state, known.versions = leads, known.versions + 1
        known.disowned = known.disowned or step == "disown"
        known.opened = known.opened and step != "confirm"
        assert (changed.state, changed.version, changed.disowned) == (leads, known.versions, known.disowned)

    @rule(name=names)
    def change_device(self, name: str) -> None:
        known, self.minutes = self.model[name], self.minutes + 1
        at = NOON + timedelta(minutes=self.minutes)
        act = partial(tell_device_change, change=Change(at=at), changed_at=at)
        if not known.state.is_open:
            with pytest.raises(IllegalStateError):
                self.store.bindings.change(request(self.fresh()), BindingName(name), act)
            return
        self.store.bindings.change(request(self.fresh()), BindingName(name), act)
        known.versions, known.opened, known.told = known.versions + 1, True, True

    @rule(name=names)
    def verify_again(self, name: str) -> None:
        known, self.minutes = self.model[name], self.minutes + 1
        act = partial(reverify, change=Change(at=NOON + timedelta(minutes=self.minutes)))
        if not known.state.is_open or known.disowned:
            with pytest.raises(IllegalStateError):
                self.store.bindings.change(request(self.fresh()), BindingName(name), act)
            return
        self.store.bindings.change(request(self.fresh()), BindingName(name), act)
        known.versions, known.opened = known.versions + 1, False

    @rule(name=names, step=st.sampled_from(sorted(STEPS)))
    def step_of_another_version(self, name: str, step: str) -> None:
        stale = Change(at=NOON, etag=f"v{self.model[name].versions + 1}")
        with pytest.raises(ConflictError):
            self.store.bindings.change(
                request(self.fresh()), BindingName(name), partial(STEPS[step], change=stale)
            )

    @rule(target=names, name=names, subject=st.sampled_from(["mai", "an"]))
    def transfer(self, name: str, subject: str) -> object:
        known = self.model[name]
        present = self.store.bindings.get(BindingName(name))
        assert present is not None
        successor = replace(self.made(0, subject, C), instrument=present.instrument)
        act = partial(hand_on, change=Change(at=NOON))
        asked = request(self.fresh())
        if known.state is not C:
            with pytest.raises(IllegalStateError):
                self.store.bindings.transfer(asked, present.name, act, successor, uses=[])
            return multiple()
        done = self.store.bindings.transfer(asked, present.name, act, successor, uses=[])
        assert (done.former.state, done.successor) == (T, successor)
        known.state, known.versions = T, known.versions + 1
        self.model[successor.name] = Model(instrument=known.instrument, state=C)
        return successor.name

    @rule(name=names)
    def decide(self, name: str) -> None:
        """A decision sees the newest binding, active exactly when the model says so."""
        present = self.store.bindings.get(BindingName(name))
        assert present is not None
        seen: list[LedgerFacts] = []
        identifier = identifier_of(present.instrument)
        plain = unit(self.fresh(), payer=present.instrument, scope=present.instrument.key)
        plain = replace(plain, claim=replace(plain.claim, identifiers=(identifier,)))

        def weigh(facts: LedgerFacts) -> Weighed:
            seen.append(facts)
            return plain.weigh(facts)

        self.store.ledger.decide(replace(plain, weigh=weigh))
        told = sim_service([(Party.PAYER, identifier)], seen[0].standings, NOON + timedelta(days=1))
        assert told.reading.state is self.expected(present.instrument)
        number = payer_number([(Party.PHONE, identifier)], seen[0].standings, None)
        assert number == self.known_number(present.instrument)
        found = seen[0].payer_binding
        newest = [one for one, known in self.model.items() if known.instrument == present.instrument.key][-1]
        assert found is not None
        assert (found.name, found.active) == (newest, self.model[newest].state is C)

    def known_number(self, instrument: Instrument) -> NumberFacts:
        """What a decision must know of the number's holder."""
        states = [one.state for one in self.model.values() if one.instrument == instrument.key]
        return NumberFacts(bound=C in states or S in states, suspended=S in states)

    def expected(self, instrument: Instrument) -> SignalState:
        """What a decision must know of the number's device."""
        told = [
            one
            for one in self.model.values()
            if one.instrument == instrument.key and one.state.is_open and one.told
        ]
        if told and told[-1].opened:
            return SignalState.OBSERVED
        return SignalState.NOT_OBSERVED if told and told[-1].state is C else SignalState.NOT_MONITORED

    @invariant()
    def as_many_clocks_run_as_the_model_has(self) -> None:
        running = rows(self.store, "SELECT binding FROM sim_clock")
        ours = {name for (name,) in running} & set(self.model)
        assert ours == {name for name, one in self.model.items() if one.opened and one.state.is_open}

    @invariant()
    def the_store_holds_what_the_model_holds(self) -> None:
        for name, known in self.model.items():
            found = self.store.bindings.versions(BindingName(name), after=0, limit=100)
            assert [one.version for one in found] == list(range(1, known.versions + 1))
            assert (found[-1].state, found[-1].disowned) == (known.state, known.disowned)

    @invariant()
    def no_instrument_has_two_open_bindings(self) -> None:
        assert all(len(self.open_of(one.instrument)) <= 1 for one in self.model.values())


def test_any_order_of_steps_leaves_the_store_as_the_model(store: Store) -> None:
    run_machine(
        lambda: BindingLife(store),
        settings=settings(
            max_examples=law_examples(50),
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
