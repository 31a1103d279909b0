"""Confirming a proposal when the registry answers at last: its subject alone, by a new assertion."""

from datetime import timedelta

import pytest

from builders.bindings import registered
from builders.service import NOON, Scene, judged
from eidgate.app.bindings import create_binding
from eidgate.app.confirm_binding import ConfirmBinding, confirm_binding
from eidgate.app.identify import Presented
from eidgate.core.binding.lifecycle import Binding, BindingState
from eidgate.core.binding.registry import RegistryResult
from eidgate.core.errors import (
    AssertionRefusedError,
    EvidenceRefusedError,
    IllegalStateError,
    SourceUnavailableError,
)
from eidgate.core.terms import Masked
from eidgate.simulator.world import BANK


def confirming(scene: Scene, binding: Binding, *, assertion: str = "") -> ConfirmBinding:
    return ConfirmBinding(
        caller=BANK,
        request=scene.request("ConfirmBinding"),
        name=binding.name,
        etag=binding.etag,
        presented=Presented(assertion=Masked(assertion or scene.identify())),
    )


def test_a_proposal_is_confirmed_when_the_registry_is_back(scene: Scene) -> None:
    registry = registered(scene)
    registry.down = True
    made = scene.bind()
    with pytest.raises(SourceUnavailableError):
        confirm_binding(confirming(scene, made), scene.service)
    registry.down = False
    scene.clock.wait(hours=1)
    command = confirming(scene, made)
    confirmed = confirm_binding(command, scene.service)
    assert (confirmed.state, confirmed.etag, confirmed.confirmed_at) == (
        BindingState.CONFIRMED,
        "v2",
        NOON + timedelta(hours=1),
    )
    assert confirmed.registry.result is RegistryResult.MATCH
    scene.clock.wait(days=3)
    assert confirm_binding(command, scene.service) == confirmed
    assert judged(scene.pay()) == ("ALLOW", "B")


def test_only_the_subject_confirms_and_only_what_is_proposed(scene: Scene) -> None:
    registry = registered(scene)
    registry.down = True
    made = scene.bind()
    registry.down = False
    with pytest.raises(AssertionRefusedError) as refused:
        confirm_binding(
            confirming(scene, made, assertion=scene.identify(scene.stranger.citizen)), scene.service
        )
    assert (refused.value.reason, refused.value.step) == ("SUBJECT_MISMATCH", 12)
    shown = scene.identify()
    confirmed = confirm_binding(confirming(scene, made, assertion=shown), scene.service)
    with pytest.raises(IllegalStateError):
        confirm_binding(confirming(scene, confirmed), scene.service)


def test_an_unknown_person_is_not_confirmed(scene: Scene) -> None:
    registered(scene, scene.stranger)
    with pytest.raises(EvidenceRefusedError, match="unknown"):
        confirm_binding(confirming(scene, scene.bind()), scene.service)


def test_what_was_used_to_bind_confirms_nothing(scene: Scene) -> None:
    registry = registered(scene)
    registry.down = True
    shown = scene.identify()
    made = create_binding(scene.binding(assertion=shown), scene.service)
    registry.down = False
    with pytest.raises(AssertionRefusedError) as refused:
        confirm_binding(confirming(scene, made, assertion=shown), scene.service)
    assert refused.value.reason == "JTI_REPLAYED"
