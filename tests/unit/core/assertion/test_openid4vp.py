import json
from typing import Any

import pytest

from builders.assertion import NONCE, PAYMENT
from builders.sd_jwt import ISSUER, credential_trust
from eidgate.core.assertion.openid4vp import Asking, check_public_keys, request_object
from eidgate.core.assertion.transaction_data import CREDENTIAL_ID
from eidgate.core.shape import replace
from eidgate.simulator.credentials import CREDENTIAL_TYPE

KEY = {"kty": "EC", "crv": "P-256", "x": "a", "y": "b", "use": "enc", "kid": "1", "alg": "ECDH-ES"}
KEYS = {"keys": [KEY]}
STATE = "0123456789abcdefghijkl"
ASKING = Asking(
    client_id="https://bank-a.example",
    nonce=NONCE,
    transaction_data=PAYMENT,
    issuer=credential_trust().issuers[ISSUER.identity_provider.issuer],
    claims=["sub", "acr", "birth_date", "sub"],
    response_uri="https://bank-a.example/answers",
    state="s-1",
    encryption_keys=KEYS,
)


def made(**changes: Any) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(request_object(replace(ASKING, **changes)))
    return parsed


def by_rules(**rules: Any) -> dict[str, Any]:
    trust = credential_trust(key_binding=rules)
    return made(issuer=trust.issuers[ISSUER.identity_provider.issuer])


def test_keys_are_told_only_to_a_wallet_that_is_to_encrypt() -> None:
    assert set(by_rules(response_mode="direct_post")["client_metadata"]) == {"vp_formats_supported"}


def test_a_request_says_all_that_a_wallet_needs() -> None:
    assert made() == {
        "aud": "https://self-issued.me/v2",
        "client_id": "https://bank-a.example",
        "client_metadata": {
            "encrypted_response_enc_values_supported": ["A128GCM", "A256GCM"],
            "jwks": KEYS,
            "vp_formats_supported": {
                "dc+sd-jwt": {"kb-jwt_alg_values": ["ES256"], "sd-jwt_alg_values": ["ES256"]}
            },
        },
        "dcql_query": {
            "credentials": [
                {
                    "id": CREDENTIAL_ID,
                    "format": "dc+sd-jwt",
                    "meta": {"vct_values": [CREDENTIAL_TYPE]},
                    "require_cryptographic_holder_binding": True,
                    "claims": [{"path": ["sub"]}, {"path": ["acr"]}, {"path": ["birth_date"]}],
                }
            ]
        },
        "nonce": NONCE,
        "response_mode": "direct_post.jwt",
        "response_type": "vp_token",
        "response_uri": "https://bank-a.example/answers",
        "state": "s-1",
        "transaction_data": [PAYMENT],
    }


def test_the_same_request_has_the_same_bytes() -> None:
    assert request_object(ASKING) == request_object(ASKING)
    assert request_object(ASKING).isascii()


def test_what_is_not_there_is_not_asked() -> None:
    assert "transaction_data" not in made(transaction_data="")
    assert "state" not in made(state="")
    (credential,) = made(claims=[])["dcql_query"]["credentials"]
    assert "claims" not in credential


def test_without_a_holder_only_a_state_ties_the_answer_to_the_request() -> None:
    trust = credential_trust(key_binding={"response_mode": None, "require": False})
    issuer = trust.issuers[ISSUER.identity_provider.issuer]

    assert made(issuer=issuer, state=STATE)["state"] == STATE
    for guessable in ("", STATE[1:]):
        with pytest.raises(ValueError, match="state"):
            made(issuer=issuer, state=guessable)


@pytest.mark.parametrize("mode", ["fragment", "query", "dc_api", "dc_api.jwt", "post"])
def test_a_way_that_a_request_cannot_describe_is_not_asked_for(mode: str) -> None:
    with pytest.raises(ValueError, match=mode):
        by_rules(response_mode=mode)


def test_an_issuer_without_a_response_mode_is_answered_by_a_post() -> None:
    found = by_rules(response_mode=None)

    assert found["response_mode"] == "direct_post"
    assert set(found["client_metadata"]) == {"vp_formats_supported"}


def test_a_wallet_is_told_when_no_holder_is_demanded() -> None:
    trust = credential_trust(key_binding={"response_mode": None, "require": False})
    asked = made(issuer=trust.issuers[ISSUER.identity_provider.issuer], state=STATE)
    (credential,) = asked["dcql_query"]["credentials"]

    assert credential["require_cryptographic_holder_binding"] is False


@pytest.mark.parametrize(
    ("changes", "lack"), [({"response_uri": ""}, "address"), ({"encryption_keys": None}, "key")]
)
def test_a_wallet_that_could_not_answer_is_not_asked(changes: dict[str, Any], lack: str) -> None:
    with pytest.raises(ValueError, match=lack):
        made(**changes)


@pytest.mark.parametrize(
    ("client_id", "why"),
    [
        ("origin:https://bank-a.example", "origin"),
        ("redirect_uri:https://bank-a.example/x", "another address"),
    ],
)
def test_a_name_that_no_wallet_would_take_for_ours_is_not_written(client_id: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        made(client_id=client_id)


@pytest.mark.parametrize(
    "client_id",
    [
        "bank-a",
        "https://bank-a.example",
        "redirect_uri:https://bank-a.example/answers",
        "x509_san_dns:bank-a.example",
        "x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk",
    ],
)
def test_a_name_with_a_prefix_or_without_is_the_audience_as_configured(client_id: str) -> None:
    assert made(client_id=client_id)["client_id"] == client_id


@pytest.mark.parametrize(
    "key_set",
    [
        {},
        {"keys": []},
        {"keys": {}},
        {"keys": ["x"]},
        {"keys": [{"kty": "EC", "d": "x"}]},
        {"keys": [{"k": "x"}]},
        {"keys": [{name: value for name, value in KEY.items() if name != "kid"}]},
        {"keys": [{name: value for name, value in KEY.items() if name != "alg"}]},
        {"keys": [KEY | {"alg": 1}]},
        {"keys": [KEY | {"use": "sig"}]},
        {"keys": [KEY | {"kid": ""}]},
        {"keys": [KEY, KEY | {"x": "c"}]},
    ],
)
def test_keys_for_the_wallet_are_public(key_set: dict[str, Any]) -> None:
    check_public_keys(KEYS)
    with pytest.raises(ValueError, match="key"):
        check_public_keys(key_set)
