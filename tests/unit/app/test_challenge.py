from datetime import timedelta

import pytest

from builders.service import NOON, Scene, because, judged
from eidgate.app.challenge import CreateChallenge, create_challenge, transaction_data
from eidgate.core.errors import NotPermittedError
from eidgate.core.terms import TransactionKind
from eidgate.simulator.world import BANK, OTHER_BANK, SHOP


def test_a_challenge_names_the_transaction_and_lasts_five_minutes(scene: Scene) -> None:
    asked = scene.transaction()
    challenge = create_challenge(CreateChallenge(caller=BANK, transaction=asked), scene.service)
    assert challenge.transaction_data == transaction_data(asked)
    assert challenge.expires_at == NOON + timedelta(minutes=5)


def test_a_challenge_for_no_transaction_names_none(scene: Scene) -> None:
    challenge = create_challenge(CreateChallenge(caller=SHOP, transaction=None), scene.service)
    assert challenge.transaction_data == ""


def test_no_two_challenges_are_alike_and_nothing_is_stored(scene: Scene) -> None:
    command = CreateChallenge(caller=BANK, transaction=None)
    nonces = {create_challenge(command, scene.service).nonce for _ in range(20)}
    assert len(nonces) == 20
    assert scene.records() == []


def test_a_challenge_is_good_until_the_second_of_its_end(bound: Scene) -> None:
    challenge = create_challenge(CreateChallenge(caller=BANK, transaction=bound.transaction()), bound.service)
    bound.clock.wait(minutes=5, microseconds=-1)
    late = bound.answer(challenge.nonce, challenge.transaction_data)
    assert judged(bound.pay(assertion=late)) == ("ALLOW", "B")
    other = create_challenge(CreateChallenge(caller=BANK, transaction=bound.transaction()), bound.service)
    bound.clock.wait(minutes=5)
    late = bound.answer(other.nonce, other.transaction_data)
    assert "NONCE_EXPIRED" in because(bound.pay(assertion=late))


def test_a_challenge_is_good_for_the_relying_party_that_asked(bound: Scene) -> None:
    nonce = create_challenge(CreateChallenge(caller=SHOP, transaction=None), bound.service).nonce
    assert "NONCE_UNKNOWN" in because(bound.meet(bound.answer(nonce, ""), caller=BANK))


def test_a_challenge_is_given_for_what_the_caller_may_ask_about(scene: Scene) -> None:
    login = scene.transaction(0, kind=TransactionKind.LOGIN, payee=None)
    assert create_challenge(CreateChallenge(caller=BANK, transaction=login), scene.service).transaction_data
    for caller, asked in ((OTHER_BANK, scene.transaction()), (SHOP, scene.transaction())):
        with pytest.raises(NotPermittedError):
            create_challenge(CreateChallenge(caller=caller, transaction=asked), scene.service)
