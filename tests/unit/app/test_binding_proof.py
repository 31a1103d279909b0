"""What a binding rests on: the assurance, the face and the registry's word."""

import pytest

from builders.bindings import registered
from builders.facts import vn_bank
from builders.fixed_policies import FixedPolicies
from builders.service import NOON, Scene, because, judged
from eidgate.app.bindings import create_binding
from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.binding.registry import RegistryResult
from eidgate.core.errors import (
    AlreadyExistsError,
    EvidenceRefusedError,
)
from eidgate.core.shape import replace
from eidgate.simulator.identity_provider import Levels
from eidgate.simulator.population import Population, PopulationInProcess
from eidgate.simulator.world import BANK


def test_a_match_confirms_and_is_kept_as_a_result_only(scene: Scene) -> None:
    registered(scene)
    made = scene.bind()
    assert (made.state, made.registry.result, made.registry.as_of) == (
        BindingState.CONFIRMED,
        RegistryResult.MATCH,
        NOON,
    )
    assert made.face_matched
    kept = repr(made)
    assert scene.customer.citizen.personal_number not in kept
    assert scene.customer.citizen.full_name not in kept


def test_a_mismatch_binds_nobody_and_names_the_field(scene: Scene) -> None:
    other = replace(scene.customer.citizen, full_name="Trần Giả Định")
    scene.service = replace(scene.service, registry=PopulationInProcess(Population([other]), as_of=NOON))
    shown = scene.identify()
    with pytest.raises(EvidenceRefusedError) as refused:
        create_binding(scene.binding(assertion=shown), scene.service)
    assert refused.value.fields == ("full_name",)
    assert scene.store.bindings.page(institution="999901", after=0, limit=9) == []
    assert judged(scene.meet(shown, caller=BANK)) == ("ALLOW", "")  # it was not used up


def test_without_a_registry_the_policy_says_what_that_means(scene: Scene) -> None:
    made = scene.bind()
    assert (made.registry.result, made.active) == (RegistryResult.NOT_MONITORED, True)


@pytest.mark.parametrize("down", [True, False])
def test_a_registry_that_cannot_tell_leaves_a_proposal_that_no_decision_uses(
    scene: Scene, *, down: bool
) -> None:
    registered(scene, scene.stranger).down = down
    made = scene.bind()
    assert (made.state, made.confirmed_at) == (BindingState.PROPOSED, None)
    assert made.registry.result is (RegistryResult.UNAVAILABLE if down else RegistryResult.UNKNOWN)
    answered = scene.pay()
    assert judged(answered)[0] == "STEP_UP"
    assert "BINDING_MISSING" in because(answered)
    with pytest.raises(AlreadyExistsError, match="proposed"):
        scene.bind()


def test_a_face_that_was_not_matched_binds_nothing(scene: Scene) -> None:
    policy = vn_bank()
    weaker = replace(policy, binding=replace(policy.binding, authentication=2))
    scene.service = replace(scene.service, policies=FixedPolicies(lambda _: weaker))
    with pytest.raises(EvidenceRefusedError) as refused:
        create_binding(scene.binding(levels=Levels(account=2, authentication=2)), scene.service)
    assert refused.value.fields == ("face",)
