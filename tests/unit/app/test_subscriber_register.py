"""The operator's own register beside its call, asked over HTTP: who holds a number, and since when."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builders.operators import ONE, QUIET, RECYCLED, Played, operators
from builders.service import Scene
from eidgate.app.identify import Presented
from eidgate.app.sim_devices import ReverifySubscriber, reverify_subscriber
from eidgate.core.binding.lifecycle import Binding, BindingState
from eidgate.core.binding.sim_service import SimService, service_at
from eidgate.core.errors import EvidenceRefusedError
from eidgate.core.terms import Instrument, InstrumentKind, Masked
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
