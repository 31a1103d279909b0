"""What the libraries below let through, each shown to be let through by them and refused by us.

When a library closes a leak its test here fails, and then this list gets shorter, not our own checks.
"""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from builders.assertion import judge, rejected, request, verified
from builders.libraries import accepted_by_pyjwt
from eidgate.core.assertion import base64url
from eidgate.core.assertion.keys import UnfitKeyError, pin
from eidgate.core.reasons import Reason
from eidgate.simulator.citizen import AN
from eidgate.simulator.forgeries import FORGERIES, Scene
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.signing import signing_key

IDP = IdentityProvider(1)
JWK = IDP.jwks()["keys"][0]
SCENE = Scene(identity_provider=IDP, citizen=AN, request=request())
FORGED = {forgery.name: forgery for forgery in FORGERIES}


def test_both_accept_what_the_leaks_start_from() -> None:
    assert accepted_by_pyjwt(SCENE.sound, JWK)
    verified(judge(SCENE.sound, IDP))


@pytest.mark.parametrize(
    ("leak", "step"),
    [
        ("duplicate claim", 1),
        ("byte order mark", 1),
        ("UTF-16", 1),
        ("padding", 1),
        ("compressed", 2),
        ("wrong typ", 2),
        ("string exp", 6),
        ("cty is null", 1),
        ("lone surrogate", 1),
        ("NaN", 1),
    ],
)
def test_pyjwt_accepts_it_and_we_do_not(leak: str, step: int) -> None:
    text = FORGED[leak].forge(SCENE)

    assert accepted_by_pyjwt(text, JWK)
    assert rejected(judge(text, IDP)) == (FORGED[leak].reason, step)


def test_pyjwt_accepts_a_name_twice_in_the_header_and_we_do_not() -> None:
    header = b'{"alg":"none",' + json.dumps(SCENE.header).encode()[1:]
    text = IDP.key.compact(header, SCENE.claims)

    assert accepted_by_pyjwt(text, JWK)
    assert rejected(judge(text, IDP)) == (Reason.ASSERTION_MALFORMED, 1)


def test_pyjwt_accepts_a_missing_kid_and_we_do_not_when_more_than_one_key_could_be_meant() -> None:
    text = IDP.key.compact({"alg": "ES256", "typ": "JWT"}, SCENE.claims)
    two = {"keys": [JWK, signing_key("ES256", "another").public_jwk()]}

    assert accepted_by_pyjwt(text, JWK)
    assert rejected(judge(text, IDP, jwks=two)) == (Reason.ISSUER_KEY_UNKNOWN, 3)


SMALL_ORDER = bytes((1,)) + bytes(31)
"""The neutral element: R = S·B holds for it whatever was signed."""


def test_openssl_verifies_any_message_under_a_small_order_key_and_we_refuse_the_key() -> None:
    signature = SMALL_ORDER + bytes(32)
    jwk: dict[str, Any] = {"kty": "OKP", "crv": "Ed25519", "x": base64url.encode(SMALL_ORDER), "alg": "EdDSA"}

    for message in (b"one payment", b"another payment"):
        Ed25519PublicKey.from_public_bytes(SMALL_ORDER).verify(signature, message)
    with pytest.raises(UnfitKeyError, match="small order"):
        pin(jwk)


def test_an_issuer_whose_key_is_of_small_order_is_answered_as_such() -> None:
    idp = IdentityProvider(1, algorithm="EdDSA")
    weak = idp.jwks()["keys"][0] | {"x": base64url.encode(SMALL_ORDER)}
    signing_input = idp.issue(AN, request()).rpartition(".")[0]
    text = f"{signing_input}.{base64url.encode(SMALL_ORDER + bytes(32))}"

    assert accepted_by_pyjwt(text, weak)
    assert rejected(judge(text, idp, jwks={"keys": [weak]})) == (Reason.ISSUER_KEY_UNFIT, 4)
