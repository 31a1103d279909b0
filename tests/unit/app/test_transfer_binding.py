"""Transferring a SIM from one person to another in one step."""

from datetime import timedelta
from typing import Any

import pytest

from builders.bindings import CONTRACT
from builders.service import NOON, Scene
from eidgate.app.bindings import create_binding, get_binding
from eidgate.app.identify import Presented
from eidgate.app.transfer_binding import TransferBinding, transfer_binding
from eidgate.core.binding.lifecycle import Binding, BindingState
from eidgate.core.errors import AssertionRefusedError, EvidenceRefusedError, IllegalStateError, NotFoundError
from eidgate.core.shape import replace
from eidgate.core.terms import CustomerKind, Instrument, InstrumentKind, Masked
from eidgate.ports import Transferred
from eidgate.simulator.world import BANK, OPERATOR, OTHER_OPERATOR


def transferring(scene: Scene, binding: Binding, **changes: Any) -> TransferBinding:
    shown = scene.identify(scene.stranger.citizen, caller=OPERATOR)
    told = TransferBinding(
        caller=OPERATOR,
        request=scene.request("TransferBinding", caller=OPERATOR),
        name=binding.name,
        etag=binding.etag,
        reason="given to a sister",
        customer=CustomerKind.INDIVIDUAL,
        presented=Presented(assertion=Masked(shown)),
        device="device-2",
    )
    return replace(told, **changes)


def test_a_sim_changes_its_owner_in_one_step(scene: Scene) -> None:
    made = scene.bind_sim()
    scene.clock.wait(hours=1)
    command = transferring(scene, made)
    done = transfer_binding(command, scene.service)
    assert (done.former.state, done.former.etag) == (BindingState.TRANSFERRED, "v2")
    assert done.successor.subject_id == scene.stranger.citizen.subject_id
    assert (done.successor.previous, done.successor.confirmed_at) == (made.name, NOON + timedelta(hours=1))
    assert get_binding(OPERATOR, made.name, scene.service) == done.former
    scene.clock.wait(days=3)
    assert transfer_binding(command, scene.service) == Transferred(
        former=done.former, successor=done.successor
    )


def test_an_account_is_never_transferred(scene: Scene) -> None:
    made = scene.bind()
    with pytest.raises(IllegalStateError, match="only a SIM"):
        transfer_binding(transferring(scene, made, caller=BANK), scene.service)


def test_a_transfer_counts_for_who_takes_the_number(scene: Scene) -> None:
    made = scene.bind_sim()
    for last in range(3):
        create_binding(
            scene.binding(
                scene.stranger,
                caller=OPERATOR,
                instrument=Instrument(
                    kind=InstrumentKind.SIM, institution="operator-one", number=f"+8496234567{last}"
                ),
            ),
            scene.service,
        )
    with pytest.raises(EvidenceRefusedError):
        transfer_binding(transferring(scene, made), scene.service)
    assert get_binding(OPERATOR, made.name, scene.service) == made
    assert transfer_binding(transferring(scene, made, sim=CONTRACT), scene.service).successor.active


def test_nobody_transfers_anothers_number(scene: Scene) -> None:
    made = scene.bind_sim()
    with pytest.raises(NotFoundError):
        transfer_binding(transferring(scene, made, caller=OTHER_OPERATOR), scene.service)


def test_what_was_used_to_bind_transfers_nothing(scene: Scene) -> None:
    made = scene.bind_sim()
    shown = scene.identify(scene.stranger.citizen, caller=OPERATOR)
    sim = Instrument(kind=InstrumentKind.SIM, institution="operator-one", number="+84962345670")
    create_binding(
        scene.binding(scene.stranger, caller=OPERATOR, instrument=sim, assertion=shown), scene.service
    )
    with pytest.raises(AssertionRefusedError) as refused:
        transfer_binding(
            transferring(scene, made, presented=Presented(assertion=Masked(shown))), scene.service
        )
    assert (refused.value.reason, refused.value.step) == ("JTI_REPLAYED", 14)
    assert get_binding(OPERATOR, made.name, scene.service) == made
