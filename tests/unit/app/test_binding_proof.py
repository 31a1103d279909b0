"""What a binding rests on: the assurance, the face and the registry's word."""

from json import dumps
from pathlib import Path
from typing import Any

import pytest

from builders.bindings import registered
from builders.facts import vn_bank
from builders.fixed_policies import FixedPolicies
from builders.service import NOON, Scene, because, judged
from eidgate.adapters.trust.files import FileTrust
from eidgate.app.bindings import create_binding
from eidgate.app.challenge import CreateChallenge, create_challenge
from eidgate.app.service import Service
from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.binding.registry import RegistryResult
from eidgate.core.errors import AlreadyExistsError, AssertionRefusedError, EvidenceRefusedError
from eidgate.core.shape import replace
from eidgate.simulator.identity_provider import AuthenticationRequest, Levels
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


def with_trust(scene: Scene, told: dict[str, Any], folder: Path) -> Service:
    path = folder / "other-issuers.json"
    path.write_text(dumps(told))
    return replace(scene.service, trust=FileTrust(path, clock=scene.clock, on_failure=pytest.fail))


def test_an_assertion_that_says_no_level_is_no_root_of_trust(scene: Scene, tmp_path: Path) -> None:
    """A level that is not said is not the least one."""
    told = scene.identity_provider.trust_file()
    [issuer] = told["issuers"]
    issuer["required_claims"] = []
    issuer["assurance"] = {"another": {"account": 2, "authentication": 3}}
    with pytest.raises(AssertionRefusedError) as refused:
        create_binding(scene.binding(assertion=scene.identify()), with_trust(scene, told, tmp_path))
    assert (refused.value.reason, refused.value.step) == ("ASSURANCE_UNKNOWN", 11)


def test_whoever_withholds_what_the_registry_needs_is_unknown_to_it(scene: Scene) -> None:
    registered(scene)
    nonce = create_challenge(CreateChallenge(caller=BANK, transaction=None), scene.service).nonce
    wanted = AuthenticationRequest(audience=BANK.audience, at=scene.clock.now(), nonce=nonce)
    provider = scene.identity_provider
    claims = provider.claims(scene.customer.citizen, wanted)
    del claims["full_name"]
    made = create_binding(
        scene.binding(assertion=provider.key.compact(provider.header(), claims)), scene.service
    )
    assert (made.state, made.registry.result) == (BindingState.PROPOSED, RegistryResult.UNKNOWN)
