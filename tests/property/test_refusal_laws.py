"""A refusal tells its cause and repeats nothing of what it refuses, wherever in a statement it stood.

Every place is spoilt alone, in every way, so that whatever would repeat it is reached.
"""

from collections.abc import Iterator
from typing import Any, Final

import pytest

from builders.assertion import AT, EXPECTED, request, trust_in
from builders.sd_jwt import ISSUER, SCENE, credential_trust, wallet
from builders.status import status_scene, trust_with
from eidgate.core.assertion.status_list import StatusListError
from eidgate.core.assertion.status_list_token import read
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Rejected
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Masked
from eidgate.simulator.citizen import AN
from eidgate.simulator.disclosures import disclosure
from eidgate.simulator.status_publisher import URI, header

SECRET: Final = "Zq7Xw"
WORDS: Final = (
    SECRET,
    f"{SECRET}01-22",  # as long as a date
    f"{SECRET}\n",
    f"é{SECRET}",
    SECRET * 200,
)
IDP: Final = ISSUER.identity_provider
CLAIMS: Final = IDP.claims(AN, request())
CREDENTIALS: Final = credential_trust()
ASSERTIONS: Final = trust_in(IDP)
STATUSES: Final = status_scene(size=64)
(SIGNER,) = trust_with(STATUSES, STATUSES.token).issuers.values()
HEADER: Final = ("alg", "typ", "kid", "cty", "crit", "b64", "zip", "x5c", "jwk", "jku", "x5t", SECRET)
KEY_BINDING: Final = (*SCENE.wallet.claims(request(), ""), "nbf", "exp", "iss", "sub", SECRET)
OPEN: Final = (
    "iss",
    "vct",
    "exp",
    "nbf",
    "iat",
    "sub",
    "cnf",
    "status",
    "aud",
    "jti",
    "_sd",
    "_sd_alg",
    "...",
)


def values() -> Iterator[Any]:
    for word in WORDS:
        yield from (
            word,
            [word],
            {word: word},
            [{word: 1}],
            {"jwk": word},
            {"jwk": {"kty": "EC", "crv": word}},
        )
        yield {"status_list": {"uri": word, "idx": word}}
        yield [{"knowledge": word}, {word: word}]


def says_nothing(text: str, trust: TrustSnapshot) -> None:
    verdict = verify(Masked(text), trust=trust, expected=EXPECTED, at=AT)
    assert not (isinstance(verdict, Rejected) and SECRET in verdict.detail), verdict


@pytest.mark.parametrize("name", [*CLAIMS, "nbf", "tax_code", SECRET])
def test_of_an_assertions_claims(name: str) -> None:
    for value in values():
        says_nothing(IDP.key.compact(IDP.header(), CLAIMS | {name: value}), ASSERTIONS)


@pytest.mark.parametrize("name", HEADER)
def test_of_a_header(name: str) -> None:
    for value in values():
        says_nothing(IDP.key.compact(IDP.header() | {name: value}, CLAIMS), ASSERTIONS)
        says_nothing(SCENE.with_key_binding_header(**{name: value}), CREDENTIALS)


@pytest.mark.parametrize("name", [*OPEN, SECRET])
def test_of_what_a_credential_says_openly(name: str) -> None:
    for value in values():
        says_nothing(SCENE.with_tree({name: value}), CREDENTIALS)


@pytest.mark.parametrize("name", KEY_BINDING)
def test_of_what_a_holder_says(name: str) -> None:
    for value in values():
        says_nothing(SCENE.with_key_binding(**{name: value}), CREDENTIALS)


@pytest.mark.parametrize("name", [*OPEN, *SCENE.disclosures, "acr", SECRET])
def test_of_a_disclosure(name: str) -> None:
    for value in values():
        shown = disclosure("s", value, name)
        says_nothing(SCENE.with_disclosures(shown), CREDENTIALS)
        says_nothing(SCENE.with_disclosures(shown, shown), CREDENTIALS)
        says_nothing(SCENE.with_shown([shown.text]), CREDENTIALS)
        says_nothing(SCENE.with_shown([shown.text + SECRET]), CREDENTIALS)


@pytest.mark.parametrize("name", ["sub", "iss", "iat", "exp", "nbf", "ttl", "status_list", *HEADER])
def test_of_a_status_list(name: str) -> None:
    key = STATUSES.key
    for value in values():
        parts = (header(key), STATUSES.claims | {name: value})
        if name in HEADER:
            parts = (header(key) | {name: value}, STATUSES.claims)
        assert SECRET not in refusal(key.compact(*parts))


def refusal(token: str) -> str:
    try:
        read(token, uri=URI, signer=SIGNER, at=AT)
    except StatusListError as refused:
        return str(refused)
    return ""


def test_the_mark_is_in_no_text_of_ours() -> None:
    assert SECRET not in wallet().answer(request())
