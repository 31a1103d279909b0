"""Suspending and reinstating, as the institution does it: every step is one of the stored binding's."""

from datetime import timedelta

import pytest

from builders.bindings import changing
from builders.service import NOON, Scene, because, judged
from eidgate.app.suspend_binding import reinstate_binding, suspend_binding
from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.errors import (
    ConflictError,
    IllegalStateError,
    NotFoundError,
    NotPermittedError,
)
from eidgate.core.shape import replace
from eidgate.simulator.world import BANK, OTHER_BANK, SHOP, officer


def test_a_suspended_binding_is_never_used_by_a_later_decision(scene: Scene) -> None:
    made = scene.bind()
    scene.clock.wait(seconds=5)
    suspended = suspend_binding(changing(scene, made, caller=officer(BANK, "an")), scene.service)
    assert (suspended.state, suspended.etag, suspended.changed_by) == (
        BindingState.SUSPENDED,
        "v2",
        "bank-one/an",
    )
    answered = scene.pay()
    assert (judged(answered)[0], because(answered)) == ("HOLD", {"BINDING_SUSPENDED"})
    facts = answered.record.facts.payer_binding
    assert facts is not None
    assert (facts.active, facts.state, facts.confirmed_at) == (False, BindingState.SUSPENDED, NOON)


def test_a_reinstated_binding_is_good_again_and_young(scene: Scene) -> None:
    suspended = suspend_binding(changing(scene, scene.bind()), scene.service)
    scene.clock.wait(days=1)
    command = changing(scene, suspended, method="ReinstateBinding")
    again = reinstate_binding(command, scene.service)
    assert (again.state, again.etag, again.confirmed_at) == (
        BindingState.CONFIRMED,
        "v3",
        NOON + timedelta(days=1),
    )
    assert reinstate_binding(command, scene.service) == again
    assert "BINDING_REVOKED" not in because(scene.pay())


def test_what_is_not_suspended_is_not_reinstated(scene: Scene) -> None:
    made = scene.bind()
    with pytest.raises(IllegalStateError):
        reinstate_binding(changing(scene, made), scene.service)
    with pytest.raises(ConflictError):
        suspend_binding(replace(changing(scene, made), etag="v2"), scene.service)


def test_nobody_suspends_anothers_binding(scene: Scene) -> None:
    made = scene.bind()
    with pytest.raises(NotFoundError):
        suspend_binding(changing(scene, made, caller=OTHER_BANK), scene.service)
    with pytest.raises(NotPermittedError):
        reinstate_binding(changing(scene, made, caller=SHOP), scene.service)
