"""Who may let a policy shadow, and who may read what it would have decided."""

from dataclasses import replace

import pytest

from builders.officers import Officers, holding
from builders.service import Scene
from builders.shadows import change, shadowing
from eidgate.app.shadows import end, shadow_report, start
from eidgate.core.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
)
from eidgate.core.risk.shadowing import share_of
from eidgate.core.risk.trial.tally import Tally
from eidgate.core.terms import PolicyName
from eidgate.simulator.world import BANK, RISK_TEAM, officer


def test_one_officer_starts_and_ends_a_shadow_and_both_are_recorded(scene: Scene) -> None:
    shown = shadowing(scene, per_mille=50)
    assert share_of(shown.version) == 50
    ended = end(change(scene, shown, "EndShadow"), scene.service)
    assert share_of(ended.version) == 0
    assert [(one.act, one.actor, one.per_mille) for one in ended.version.events[1:]] == [
        ("shadow", "risk-team/an", 50),
        ("end_shadow", "risk-team/an", 0),
    ]


def test_a_repeated_request_starts_one_shadow(scene: Scene) -> None:
    command = change(scene, Officers(scene).propose())
    first, second = (start(command, 50, scene.service) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("caller", [RISK_TEAM, BANK, officer(BANK, "an")])
def test_it_takes_an_officer_of_a_risk_team(scene: Scene, caller: object) -> None:
    shown = Officers(scene).propose()
    command = replace(change(scene, shown), caller=caller)  # type: ignore[arg-type]
    with pytest.raises(NotPermittedError):
        start(command, 50, scene.service)
    with pytest.raises(NotPermittedError):
        end(command, scene.service)
    assert list(scene.store.shadows.shadows()) == []


def test_what_changed_meanwhile_is_refused(scene: Scene) -> None:
    shown = Officers(scene).propose()
    start(change(scene, shown), 50, scene.service)
    with pytest.raises(ConflictError):
        start(change(scene, shown), 60, scene.service)


def test_any_number_may_shadow_at_a_time_and_a_share_may_change(scene: Scene) -> None:
    first, *others = (shadowing(scene, holding(f"own-{number}"), per_mille=number) for number in range(1, 13))
    assert share_of(start(change(scene, first), 900, scene.service).version) == 900
    found = scene.store.shadows.shadows()
    assert {one.per_mille for one in found} == {900, *(share_of(one.version) for one in others)}
    assert len(found) == 12


def test_a_report_says_what_was_counted_and_is_no_bank_s_business(scene: Scene) -> None:
    shown = shadowing(scene)
    name = PolicyName(shown.version.name)
    scene.store.shadows.add({name: Tally(tried=7, changed=2)})
    found = shadow_report(RISK_TEAM, name, scene.service)
    assert (found.counted.tried, found.counted.changed, found.in_force) == (7, 2, False)
    with pytest.raises(NotPermittedError):
        shadow_report(BANK, name, scene.service)
    with pytest.raises(NotFoundError):
        shadow_report(RISK_TEAM, PolicyName("policies/xnone"), scene.service)
