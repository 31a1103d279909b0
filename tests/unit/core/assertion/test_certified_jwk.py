import base64
import hashlib
from typing import Any

import pytest

from builders.assertion import AT
from eidgate.core.assertion import base64url
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.certified_jwk import check_certificate
from eidgate.core.assertion.keys import UnfitKeyError, pin
from eidgate.simulator.authority import root
from eidgate.simulator.signing import SigningKey, signing_key

ROOT = root("authority", at=AT)


def certified(key: SigningKey) -> bytes:
    return ROOT.certify("signer", key.private_key, at=AT).der


def written(*certificates: bytes) -> list[str]:
    return [base64.b64encode(one).decode() for one in certificates]


def thumbprint(certificate: bytes) -> str:
    return base64url.encode(hashlib.sha256(certificate).digest())


KEY = signing_key("ES256", "own")
JWK, OWN, OTHER = KEY.public_jwk(), certified(KEY), certified(signing_key("ES256", "other"))


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_certificate_of_the_same_key_does_no_harm(algorithm: str) -> None:
    key = signing_key(algorithm, "own")
    jwk, own = key.public_jwk(), certified(key)
    check_certificate(jwk | {"x5c": written(own, ROOT.der), "x5t#S256": thumbprint(own)}, pin(jwk))


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"x5c": written(OTHER, OWN)}, "another key"),
        ({"x5c": written(certified(signing_key("RS256", "other")))}, "another key"),
        ({"x5c": written(OWN), "x5t#S256": thumbprint(OTHER)}, "x5t#S256"),
        ({"x5c": written(OWN), "x5t#S256": None}, "x5t#S256"),
        ({"x5c": written(OWN + b"\0")}, "cannot be read"),
        ({"x5c": written(b"")}, "cannot be read"),
        ({"x5c": ["-----BEGIN CERTIFICATE-----"]}, "not base64"),
        ({"x5c": []}, "not a list"),
        ({"x5c": [7]}, "not a list"),
        ({"x5c": written(OWN)[0]}, "not a list"),
        ({"x5c": None}, "not a list"),
    ],
)
def test_a_key_that_says_two_things_is_refused(members: dict[str, Any], told: str) -> None:
    with pytest.raises(UnfitKeyError, match=told):
        check_certificate(JWK | members, pin(JWK))


def test_a_thumbprint_of_what_nobody_has_shown_says_nothing() -> None:
    check_certificate(JWK | {"x5t#S256": thumbprint(OTHER)}, pin(JWK))
