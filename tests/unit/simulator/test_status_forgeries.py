import pytest

from builders.assertion import rejected, verified
from builders.status import judged, status_scene, trust_with
from eidgate.core.reasons import Reason
from eidgate.simulator.status_forgeries import STATUS_FORGERIES, StatusForgery

SCENE = status_scene()


@pytest.mark.parametrize("forgery", STATUS_FORGERIES, ids=lambda forgery: forgery.name)
def test_a_forged_status_gets_its_reason(forgery: StatusForgery) -> None:
    assertion, token = forgery.forge(SCENE)

    assert rejected(judged(assertion, trust_with(SCENE, token))) == (forgery.reason, 13)


def test_what_the_forger_starts_from_is_sound() -> None:
    verified(judged(SCENE.assertion, trust_with(SCENE, SCENE.token)))


def test_every_reason_of_a_status_has_a_forgery() -> None:
    forged = {forgery.reason for forgery in STATUS_FORGERIES}

    assert forged == {reason for reason in Reason if reason.startswith("STATUS_")}
    assert len(STATUS_FORGERIES) >= 12
