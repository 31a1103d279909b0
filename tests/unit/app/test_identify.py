from datetime import timedelta

from builders.service import NOON, Scene
from eidgate.app.challenge import transaction_data
from eidgate.app.identify import Presented, identify
from eidgate.core.assertion.verdict import TransactionBinding, Verified
from eidgate.core.terms import Masked
from eidgate.simulator.world import BANK


def test_nothing_presented_is_no_verdict_and_uses_nothing(scene: Scene) -> None:
    found = identify(None, caller=BANK, transaction_data="", service=scene.service, at=NOON)
    assert (found.verdict, found.assertion_use, found.nonce_use) == (None, None, None)
    assert not found.facts.presented
    assert scene.watching.verdicts == []


def test_what_is_verified_is_used_up_until_nobody_could_accept_it(scene: Scene) -> None:
    presented = Presented(assertion=Masked(scene.sign()))
    data = transaction_data(scene.transaction())
    found = identify(presented, caller=BANK, transaction_data=data, service=scene.service, at=NOON)
    assert isinstance(found.verdict, Verified)
    assert found.facts.transaction_binding is TransactionBinding.SIGNED
    assert found.assertion_use is not None
    assert found.assertion_use.key == f"jti:{found.verdict.issuer}:{found.verdict.assertion_id}"
    assert found.assertion_use.keep_until >= NOON + timedelta(seconds=360)
    assert found.nonce_use is not None
    assert found.nonce_use.keep_until >= NOON + timedelta(seconds=300)


def test_what_is_rejected_uses_nothing_up(scene: Scene) -> None:
    presented = Presented(assertion=Masked(scene.forge()))
    found = identify(presented, caller=BANK, transaction_data="", service=scene.service, at=NOON)
    assert (found.assertion_use, found.nonce_use) == (None, None)
    assert len(found.facts.digest) == 64


def test_text_that_no_encoding_knows_is_rejected_and_not_an_error(scene: Scene) -> None:
    presented = Presented(assertion=Masked("\ud800.x.y"))
    found = identify(presented, caller=BANK, transaction_data="", service=scene.service, at=NOON)
    assert found.facts.rejected == "ASSERTION_MALFORMED"
    assert found.trusted_at == scene.service.trust.current().loaded_at
