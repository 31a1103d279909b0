"""Stretch by stretch with others: every verdict is the one that the assertion gets alone."""

from builders.assertion import AT, EXPECTED, request, trust_in
from builders.sd_jwt import SCENE, credential_trust
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Rejected, Verified
from eidgate.core.assertion.verify import verify, verifying
from eidgate.core.stretches import finish_each
from eidgate.core.terms import Masked
from eidgate.simulator.citizen import AN
from eidgate.simulator.forgeries import FORGERIES, Scene
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.sd_jwt_forgeries import SD_JWT_FORGERIES


def alike(assertions: list[str], trust: TrustSnapshot) -> set[type]:
    """Hold the verdicts together to those alone, and return which kinds there were."""
    masked = [Masked(one) for one in assertions]
    together = finish_each(verifying(one, trust=trust, expected=EXPECTED, at=AT) for one in masked)
    alone = [verify(one, trust=trust, expected=EXPECTED, at=AT) for one in masked]
    assert together == alone
    return {type(one) for one in together}


def test_forged_and_sound_assertions_together_get_what_each_gets_alone() -> None:
    scene = Scene(identity_provider=IdentityProvider(1), citizen=AN, request=request())
    sound = scene.identity_provider.issue(AN, request())
    forged = [forgery.forge(scene) for forgery in FORGERIES]

    mixed = [text for one in forged for text in (one, sound)]
    assert alike(mixed, trust_in(scene.identity_provider)) == {Verified, Rejected}


def test_presentations_together_get_what_each_gets_alone() -> None:
    forged = [forgery.forge(SCENE) for forgery in SD_JWT_FORGERIES]

    assert alike([*forged, SCENE.sound], credential_trust()) == {Verified, Rejected}


def test_each_signature_has_a_stretch_of_its_own() -> None:
    provider = IdentityProvider(1)
    bare = verifying(
        Masked(provider.issue(AN, request())), trust=trust_in(provider), expected=EXPECTED, at=AT
    )
    bound = verifying(Masked(SCENE.sound), trust=credential_trust(), expected=EXPECTED, at=AT)

    assert [len(list(bare)), len(list(bound))] == [2, 4]  # it goes on before each and after each
