import pytest

from builders.assertion import AT, judge, rejected, request, verified
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.chain_forgeries import CHAIN_FORGERIES, ChainForgery, ChainScene
from eidgate.simulator.citizen import AN

IDP = CertifiedIdentityProvider(at=AT)
SCENE = ChainScene(provider=IDP, citizen=AN, request=request())


def test_the_sound_assertion_is_accepted() -> None:
    verified(judge(IDP.issue(AN, request()), IDP))


@pytest.mark.parametrize("forgery", CHAIN_FORGERIES, ids=lambda forgery: forgery.name)
def test_every_forgery_gets_its_reason(forgery: ChainForgery) -> None:
    verdict = judge(forgery.forge(SCENE), IDP)

    assert rejected(verdict)[0] == forgery.reason, verdict


@pytest.mark.parametrize("forgery", CHAIN_FORGERIES, ids=lambda forgery: forgery.name)
def test_no_forgery_is_remembered_as_sound(forgery: ChainForgery) -> None:
    verified(judge(IDP.issue(AN, request()), IDP))
    forged = forgery.forge(SCENE)

    assert rejected(judge(forged, IDP)) == rejected(judge(forged, IDP))
