import pytest
from msgspec import structs

from builders.assertion import AT, EXPECTED, expecting, own, rejected, request, verified
from builders.sd_jwt import ISSUER, judge_presentation, wallet
from eidgate.core.assertion.verdict import HolderBinding, TransactionBinding
from eidgate.core.reasons import Reason
from eidgate.core.terms import Masked
from eidgate.simulator.citizen import AN
from eidgate.simulator.credentials import CredentialIssuer
from eidgate.simulator.identity_provider import IdentityProvider


@pytest.mark.parametrize("binding", [TransactionBinding.SIGNED, TransactionBinding.CHALLENGED])
def test_answers_a_challenge_with_and_without_the_transaction(binding: TransactionBinding) -> None:
    verdict = verified(judge_presentation(wallet().answer(request(), binding=binding)))

    assert verdict.transaction_binding is binding
    assert verdict.holder_binding is HolderBinding.KEY


def test_a_presentation_without_key_binding_is_refused() -> None:
    presented = wallet().answer(request(), binding=TransactionBinding.NONE)

    assert rejected(judge_presentation(presented)) == (Reason.KB_MISSING, 8)


def test_shows_only_what_is_chosen() -> None:
    presented = wallet().answer(request(), disclose={"birth_date"})

    identity = verified(judge_presentation(presented)).identity
    assert identity.birth_date == Masked(AN.birth_date.isoformat())
    assert (identity.full_name, identity.personal_number) == (None, None)


def test_every_presentation_has_its_own_id() -> None:
    one = wallet()
    ids = [verified(judge_presentation(one.answer(request()))).assertion_id for _ in range(5)]

    assert len(set(ids)) == 5


@pytest.mark.parametrize("hash_name", ["sha-256", "sha-384", "sha-512"])
def test_every_accepted_hash_serves_both_digests_and_sd_hash(hash_name: str) -> None:
    issuer = CredentialIssuer(IdentityProvider(1), hash_name=hash_name)

    verified(judge_presentation(wallet(issuer).answer(request()), issuer=issuer))


@pytest.mark.parametrize("algorithm", ["ES256", "ES384", "EdDSA"])
def test_a_holder_may_use_the_algorithms_that_are_configured(algorithm: str) -> None:
    presented = wallet(algorithm=algorithm).answer(request())

    verified(judge_presentation(presented, key_binding={"algorithms": [algorithm]}))
    if algorithm != "ES256":
        assert rejected(judge_presentation(presented)) == (Reason.ALG_NOT_ALLOWED, 8)


def test_a_challenge_for_an_identity_check_is_answered_without_a_transaction() -> None:
    from_server = structs.replace(EXPECTED, nonce=own(None), transaction_data=())
    asked = request(transaction_data=(), nonce="of-somebody-else")

    assert rejected(judge_presentation(wallet().answer(asked), from_server)) == (Reason.NONCE_UNKNOWN, 9)
    assert expecting(transaction_data=()).transaction_data == ()


def test_the_configuration_names_both_formats_of_one_issuer() -> None:
    entry = ISSUER.configuration(jwks_file="jwks.json")

    assert (entry["issuer"], entry["formats"]) == (IdentityProvider(1).issuer, ["jwt", "sd-jwt"])
    assert ISSUER.trust_file()["issuers"][0]["sd_jwt"] == entry["sd_jwt"]
    assert verified(judge_presentation(wallet().answer(request()))).issued_at == AT
