"""A wallet is asked by OpenID4VP, answers what it was asked, and the answer is accepted."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from builders.credential_service import CredentialScene, credential_scene
from eidgate.core.errors import InvalidCommandError, NotPermittedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import IssuerId
from eidgate.simulator.citizen import AN
from eidgate.simulator.credential_wallet import wallet_with_credential
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider
from eidgate.simulator.world import BANK, SHOP
from eidgate.v1 import common_pb2, decision_pb2
from eidgate.v1 import verification_service_pb2 as pb

KEYS = json.dumps({"keys": [{"kty": "EC", "crv": "P-256", "x": "a", "y": "b", "kid": "1", "alg": "ECDH-ES"}]})
ANSWERS = "https://bank-one.example/answers"
LIMIT = pb.Transaction(
    kind=common_pb2.TRANSACTION_KIND_LIMIT_CHANGE,
    customer=common_pb2.CUSTOMER_KIND_INDIVIDUAL,
    payer=common_pb2.Instrument(
        kind=common_pb2.INSTRUMENT_KIND_ACCOUNT, institution=BANK.institution, number="001"
    ),
)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[CredentialScene]:
    with credential_scene(tmp_path) as opened:
        yield opened


def ask(
    scene: CredentialScene,
    transaction: pb.Transaction | None = None,
    *,
    caller: RelyingParty = BANK,
    **fields: Any,
) -> Any:
    wanted = {"response_uri": ANSWERS, "encryption_keys": KEYS} | fields
    request = pb.CreateChallengeRequest(
        transaction=transaction, presentation=pb.PresentationRequest(**wanted)
    )
    return scene.call("CreateChallenge", request, caller)


def claims_asked(text: str) -> set[str]:
    (credential,) = json.loads(text)["dcql_query"]["credentials"]
    return {path for claim in credential["claims"] for path in claim["path"]}


def test_a_wallet_answers_the_request_and_is_accepted(scene: CredentialScene) -> None:
    response = ask(scene, LIMIT)
    asked = json.loads(response.presentation_request)
    assert asked["nonce"] == response.challenge.nonce
    assert asked["transaction_data"] == [response.challenge.transaction_data]

    answering = AuthenticationRequest(
        audience=asked["client_id"],
        at=scene.clock.now(),
        nonce=asked["nonce"],
        transaction_data=tuple(asked["transaction_data"]),
    )
    wallet = wallet_with_credential(scene.issuer, AN, answering)
    shown = claims_asked(response.presentation_request)
    decision = scene.call(
        "VerifyTransaction",
        pb.VerifyTransactionRequest(
            request_id=str(UUID(int=1)),
            transaction=LIMIT,
            assertion=common_pb2.Assertion(sd_jwt=wallet.answer(answering, disclose=shown)),
            challenge=response.challenge.nonce,
        ),
        BANK,
    ).decision

    assert decision.verification.verified, decision.verification.reason
    assert decision.verification.transaction_binding == decision_pb2.TRANSACTION_BINDING_SIGNED
    assert decision.verification.holder_binding == decision_pb2.HOLDER_BINDING_KEY


@pytest.mark.parametrize(
    ("caller", "purpose", "names"),
    [
        (BANK, pb.PURPOSE_UNSPECIFIED, set()),
        (SHOP, pb.PURPOSE_BUYER_CHECK, {"birth_date"}),
        (
            BANK,
            pb.PURPOSE_ACCOUNT_OPENING,
            {
                "full_name",
                "birth_date",
                "sex",
                "personal_number",
                "document_number",
                "document_expires_on",
            },
        ),
    ],
)
def test_asks_for_what_the_purpose_needs(
    scene: CredentialScene, caller: RelyingParty, purpose: Any, names: set[str]
) -> None:
    text = ask(scene, caller=caller, purpose=purpose).presentation_request

    assert claims_asked(text) == {"sub", "acr"} | names


def test_a_challenge_alone_brings_no_request(scene: CredentialScene) -> None:
    response = scene.call("CreateChallenge", pb.CreateChallengeRequest(), BANK)

    assert response.challenge.nonce
    assert response.presentation_request == ""


def test_a_purpose_of_another_role_is_not_asked_for(scene: CredentialScene) -> None:
    with pytest.raises(NotPermittedError):
        ask(scene, caller=SHOP, purpose=pb.PURPOSE_ACCOUNT_OPENING)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"issuer": "https://nobody.example"}, "presentation.issuer"),
        ({"response_uri": ""}, "presentation"),
        ({"encryption_keys": ""}, "presentation"),
        ({"encryption_keys": "{"}, "presentation.encryption_keys"),
        ({"encryption_keys": '{"keys":[{"kty":"EC","d":"x"}]}'}, "presentation.encryption_keys"),
        ({"encryption_keys": KEYS.replace("kid", "id")}, "presentation.encryption_keys"),
    ],
)
def test_what_no_wallet_could_answer_is_refused(
    scene: CredentialScene, fields: dict[str, str], where: str
) -> None:
    with pytest.raises(InvalidCommandError) as caught:
        ask(scene, **fields)
    assert [violation.field for violation in caught.value.violations] == [where]


def test_the_issuer_may_be_named(scene: CredentialScene) -> None:
    assert ask(scene, issuer=scene.issuer.identity_provider.issuer).presentation_request


def test_an_issuer_of_bare_signatures_is_not_asked_for(scene: CredentialScene) -> None:
    vectors = IdentityProvider(9, issuer=IssuerId("vectors")).issuer_configuration()
    entries = [scene.issuer.configuration(), vectors | {"profile": "signature", "formats": ["sd-jwt"]}]
    scene.trust_path.write_text(json.dumps({"issuers": entries}))
    assert scene.trust.refresh()

    assert ask(scene).presentation_request
    with pytest.raises(InvalidCommandError):
        ask(scene, issuer="vectors")
