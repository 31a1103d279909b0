"""Acts on bindings as tests ask for them, and a registry that knows the scene's people."""

from typing import Any, Final

from builders.service import NOON, Scene
from eidgate.app.suspend_binding import ChangeBinding
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.binding.sim_rules import SimChannel, SimTerms
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.simulator.population import Population, PopulationInProcess
from eidgate.simulator.world import BANK

CONTRACT: Final = SimTerms(channel=SimChannel.FIXED_POINT, contract=True)


def changing(
    scene: Scene, binding: Binding, *, caller: RelyingParty = BANK, method: str = "SuspendBinding"
) -> ChangeBinding:
    return ChangeBinding(
        caller=caller,
        request=scene.request(method, caller=caller),
        name=binding.name,
        etag=binding.etag,
        reason="why",
    )


def registered(scene: Scene, *customers: Any) -> PopulationInProcess:
    """Give the scene a registry that knows these customers."""
    citizens = [one.citizen for one in customers or (scene.customer, scene.stranger)]
    registry = PopulationInProcess(Population(citizens), as_of=NOON)
    scene.service = replace(scene.service, registry=registry)
    return registry
