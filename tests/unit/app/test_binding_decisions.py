"""A binding's versions and the decisions that relied on it, for its institution alone."""

import pytest

from builders.bindings import changing
from builders.service import Scene
from eidgate.app.binding_decisions import list_binding_decisions, list_binding_versions
from eidgate.app.suspend_binding import suspend_binding
from eidgate.core.errors import (
    InvalidCommandError,
    NotFoundError,
)
from eidgate.simulator.world import BANK, OTHER_BANK


def test_every_version_can_be_read_by_the_institution_alone(scene: Scene) -> None:
    made = scene.bind()
    suspended = suspend_binding(changing(scene, made), scene.service)
    page = list_binding_versions(BANK, made.name, 1, "", scene.service)
    rest = list_binding_versions(BANK, made.name, 1, page.next_page_token, scene.service)
    assert (page.bindings, rest.bindings, rest.next_page_token) == ((made,), (suspended,), "")
    with pytest.raises(NotFoundError):
        list_binding_versions(OTHER_BANK, made.name, 1, "", scene.service)
    with pytest.raises(InvalidCommandError):
        list_binding_decisions(BANK, made.name, 1, page.next_page_token, scene.service)


def test_the_decisions_that_relied_on_a_binding_are_listed_newest_first(scene: Scene) -> None:
    made = scene.bind()
    asked = []
    for _ in range(3):
        scene.clock.wait(seconds=1)
        asked.append(scene.pay(1_000_000).record.name)
    suspend_binding(changing(scene, made), scene.service)
    scene.pay(1_000_000)
    page = list_binding_decisions(BANK, made.name, 2, "", scene.service)
    rest = list_binding_decisions(BANK, made.name, 2, page.next_page_token, scene.service)
    assert [one.decision for one in page.decisions + rest.decisions] == asked[::-1]
    assert rest.next_page_token == ""
