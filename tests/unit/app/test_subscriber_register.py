"""The operator's own register beside its call, asked over HTTP: who holds a number, and since when."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders.bindings import registered
from builders.operators import ONE, QUIET, RECYCLED, Played, operators
from builders.service import Scene
from eidgate.app.confirm_binding import ConfirmBinding, confirm_binding
from eidgate.app.identify import Presented
from eidgate.app.sim_devices import ReverifySubscriber, reverify_subscriber
from eidgate.core.binding.lifecycle import Binding, BindingState
from eidgate.core.binding.sim_service import SimService, service_at
from eidgate.core.errors import EvidenceRefusedError
from eidgate.core.observation import SignalState
from eidgate.core.shape import replace
from eidgate.core.terms import Instrument, InstrumentKind, Masked
from eidgate.ports.subscribers import SubscriberMatch
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.operator_apis import SUBSCRIBER
from eidgate.simulator.operator_server import Behaviour
from eidgate.simulator.world import OPERATOR


@pytest.fixture
def played(tmp_path: Path, scene: Scene) -> Iterator[Played]:
    """Operators whose made-up blocks are mobile numbers here."""
    plan = scene.service.number_plan
    plan = replace(plan, mobile=plan.mobile | {"71", "72"})
    with operators(tmp_path, clock=scene.clock) as made:
        scene.service = replace(scene.service, subscribers=made.built.subscribers, number_plan=plan)
        yield made


def bind(scene: Scene, citizen: Citizen, number: str = QUIET) -> Binding:
    return scene.bind_sim(number, assertion=scene.identify(citizen, caller=OPERATOR))


def reverify(scene: Scene, number: str) -> Binding:
    command = ReverifySubscriber(
        caller=OPERATOR,
        request=scene.request("ReverifySubscriber", caller=OPERATOR),
        number=Masked(number),
        presented=Presented(assertion=Masked(scene.identify(caller=OPERATOR))),
    )
    return reverify_subscriber(command, scene.service)


def test_a_register_that_holds_somebody_else_binds_nothing(scene: Scene, played: Played) -> None:
    with pytest.raises(EvidenceRefusedError) as refused:
        bind(scene, scene.customer.citizen)
    assert refused.value.fields == ("personal_number", "full_name", "birth_date")
    sim = Instrument(kind=InstrumentKind.SIM, institution=ONE, number=QUIET)
    assert scene.store.bindings.of_instrument(sim) is None


def test_only_the_fields_that_differ_are_named(scene: Scene, played: Played) -> None:
    namesake = replace(scene.customer.citizen, full_name=SUBSCRIBER["name"](QUIET))
    with pytest.raises(EvidenceRefusedError) as refused:
        bind(scene, namesake)
    assert refused.value.fields == ("personal_number", "birth_date")


@pytest.mark.parametrize("behaviour", [Behaviour.GARBAGE, Behaviour.FAILS])
def test_a_register_that_does_not_answer_leaves_the_operators_word(
    scene: Scene, played: Played, behaviour: Behaviour
) -> None:
    played.behave(behaviour)
    assert bind(scene, scene.customer.citizen).state is BindingState.CONFIRMED


def test_an_account_asks_no_operator(scene: Scene, played: Played) -> None:
    scene.bind()
    assert played.one.asked == []


def test_a_number_that_went_to_somebody_else_is_not_verified_again(scene: Scene, played: Played) -> None:
    played.behave(Behaviour.GARBAGE)
    bind(scene, scene.customer.citizen, RECYCLED)
    played.behave(Behaviour.WELL)
    with pytest.raises(EvidenceRefusedError) as refused:
        reverify(scene, RECYCLED)
    assert refused.value.fields == ("subscriber",)


def test_a_number_that_was_held_all_the_time_is(scene: Scene, played: Played) -> None:
    played.behave(Behaviour.GARBAGE)
    bind(scene, scene.customer.citizen)
    played.behave(Behaviour.WELL)
    again = reverify(scene, QUIET)
    assert again.clock is not None
    assert service_at(again.clock, scene.clock.now()) is SimService.FULL
    assert [path for path in played.one.asked if "tenure" in path]


class Tenure:
    """A register that tells only whether one subscriber had a number all the time."""

    def __init__(self, told: SignalState) -> None:
        self.told = told

    def match(self, phone: Masked, told: object, *, operator: str, within: timedelta) -> SubscriberMatch:
        return SubscriberMatch(state=SignalState.UNAVAILABLE, fields={})

    def held_since(self, phone: Masked, since: date, *, operator: str, within: timedelta) -> SignalState:
        return self.told


def proposed(scene: Scene, played: Played, number: str, citizen: Citizen) -> Binding:
    """A number bound while neither the registry nor the operator's register answered."""
    played.behave(Behaviour.GARBAGE)
    registered(scene).down = True
    made = bind(scene, citizen, number)
    registered(scene)
    played.behave(Behaviour.WELL)
    assert made.state is BindingState.PROPOSED
    return made


def confirm(scene: Scene, made: Binding) -> Binding:
    command = ConfirmBinding(
        caller=OPERATOR,
        request=scene.request("ConfirmBinding", caller=OPERATOR),
        name=made.name,
        etag=made.etag,
        presented=Presented(assertion=Masked(scene.identify(caller=OPERATOR))),
    )
    return confirm_binding(command, scene.service)


def test_a_proposal_is_not_confirmed_for_whom_the_register_does_not_hold(
    scene: Scene, played: Played
) -> None:
    made = proposed(scene, played, QUIET, scene.customer.citizen)
    with pytest.raises(EvidenceRefusedError) as refused:
        confirm(scene, made)
    assert refused.value.fields == ("personal_number", "full_name", "birth_date")
    assert scene.store.bindings.of_instrument(made.instrument) == made


def test_a_proposal_is_not_confirmed_once_somebody_else_had_the_number(scene: Scene, played: Played) -> None:
    made = proposed(scene, played, QUIET, scene.customer.citizen)
    scene.service = replace(scene.service, subscribers=Tenure(SignalState.NOT_OBSERVED))
    with pytest.raises(EvidenceRefusedError) as refused:
        confirm(scene, made)
    assert refused.value.fields == ("subscriber",)
    assert scene.store.bindings.of_instrument(made.instrument) == made


@pytest.mark.parametrize("told", [SignalState.OBSERVED, SignalState.UNAVAILABLE])
def test_a_proposal_is_confirmed_unless_the_register_contradicts(
    scene: Scene, played: Played, told: SignalState
) -> None:
    made = proposed(scene, played, QUIET, scene.customer.citizen)
    scene.service = replace(scene.service, subscribers=Tenure(told))
    assert confirm(scene, made).state is BindingState.CONFIRMED
