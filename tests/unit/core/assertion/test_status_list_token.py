from datetime import timedelta
from typing import Any

import pytest

from builders.assertion import AT, trust_from
from builders.status import status_scene, token_with, trust_with
from eidgate.core.assertion.status_list import StatusList, StatusListError
from eidgate.core.assertion.status_list_token import MAX_HEADER_CHARACTERS, MAX_TOKEN_CHARACTERS, read
from eidgate.core.assertion.trust import IssuerTrust
from eidgate.core.terms import Instant
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.status_publisher import LIFETIME, TIME_TO_LIVE, URI, header

SCENE = status_scene()
(SIGNER,) = trust_with(SCENE).issuers.values()


def read_here(token: str, *, uri: str = URI, signer: IssuerTrust = SIGNER, at: Instant = AT) -> StatusList:
    return read(token, uri=uri, signer=signer, at=at)


def test_a_sound_token_is_read() -> None:
    found = read_here(SCENE.token)

    assert (found.bits, found.size) == (2, 1_024)
    assert (found.issued_at, found.expires_at) == (AT, AT + LIFETIME)
    assert found.time_to_live == TIME_TO_LIVE


def test_expiry_and_time_to_live_may_be_left_out() -> None:
    found = read_here(token_with(SCENE, exp=..., ttl=...))

    assert (found.expires_at, found.time_to_live) == (None, None)


def test_an_expired_token_is_still_read_because_its_age_is_asked_at_each_lookup() -> None:
    assert read_here(SCENE.token, at=AT + 2 * LIFETIME).issued_at == AT


def test_the_issuer_may_be_named_if_it_is_the_signer() -> None:
    assert read_here(token_with(SCENE, iss=SCENE.identity_provider.issuer)).bits == 2


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"iss": "https://another.example"}, "iss is not"),
        ({"iss": None}, "iss is not"),
        ({"sub": URI + "/"}, "sub is not"),
        ({"sub": 7}, "CLAIM_MALFORMED: sub"),
        ({"iat": ...}, "CLAIM_MISSING: iat"),
        ({"exp": "4102444800"}, "CLAIM_MALFORMED: exp"),
        ({"exp": 1}, "exp is not after iat"),
        ({"nbf": int(AT.timestamp()) + 1}, "nbf is after iat"),
        ({"ttl": 0}, "ttl"),
        ({"ttl": -5}, "ttl"),
        ({"ttl": 1.5}, "ttl"),
        ({"ttl": True}, "ttl"),
        ({"ttl": 400 * 86_400}, "ttl"),
        ({"status_list": "eNo"}, "status_list is not an object"),
        ({"status_list": {}}, "bits"),
    ],
)
def test_a_claim_that_is_not_as_it_must_be_is_named(claims: dict[str, Any], why: str) -> None:
    with pytest.raises(StatusListError, match=why):
        read_here(token_with(SCENE, **claims))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"typ": "JWT"}, "TYPE_NOT_ACCEPTED"),
        ({"typ": "StatusList+JWT"}, "TYPE_NOT_ACCEPTED"),
        ({"alg": "HS256"}, "algorithm"),
        ({"alg": "ES384"}, "algorithm"),
        ({"kid": "another"}, "ISSUER_KEY_UNKNOWN"),
        ({"jwk": {}}, "HEADER_NOT_ALLOWED"),
    ],
)
def test_a_header_that_is_not_as_it_must_be_is_refused(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(StatusListError, match=why):
        read_here(SCENE.key.compact(header(SCENE.key) | changes, SCENE.claims))


def test_another_list_of_the_same_signer_is_refused() -> None:
    with pytest.raises(StatusListError, match="sub is not"):
        read_here(SCENE.token, uri="https://status.example/other")


def test_the_keys_of_another_issuer_do_not_count() -> None:
    (other,) = trust_with(status_scene(2)).issuers.values()

    with pytest.raises(StatusListError, match="ISSUER_KEY_UNKNOWN"):
        read_here(SCENE.token, signer=other)


def test_keys_that_are_too_old_verify_no_list() -> None:
    with pytest.raises(StatusListError, match="ISSUER_KEYS_UNAVAILABLE"):
        read_here(SCENE.token, at=AT + timedelta(days=1))  # by then the keys' own age is up


@pytest.mark.parametrize("token", ["", "a", "a.b", "a.b.c", ".." * 3, "é.é.é", "." * 1_000_000])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(StatusListError):
        read_here(token)


def test_an_oversized_token_is_refused_by_its_length() -> None:
    with pytest.raises(StatusListError, match="more than"):
        read_here("a" * (MAX_TOKEN_CHARACTERS + 1))


def test_an_oversized_header_is_refused_before_it_is_remembered() -> None:
    with pytest.raises(StatusListError, match="more than"):
        read_here("a" * (MAX_HEADER_CHARACTERS + 1) + ".b.c")


def test_messages_repeat_nothing_of_the_token() -> None:
    with pytest.raises(StatusListError) as caught:
        read_here(token_with(SCENE, sub="https://secret.example"))

    assert "secret" not in str(caught.value)


def test_a_list_may_be_signed_under_the_anchors_of_its_issuer() -> None:
    certified = CertifiedIdentityProvider(1, at=AT)
    (signer,) = trust_from(certified.issuer_configuration()).issuers.values()
    under_anchors = certified.header() | {"typ": "statuslist+jwt"}
    token = certified.key.compact(under_anchors, SCENE.claims)
    unanchored = certified.key.compact({**under_anchors, "x5c": []}, SCENE.claims)

    assert read_here(token, signer=signer).issued_at == AT
    with pytest.raises(StatusListError, match="CERTIFICATE_MALFORMED"):
        read_here(unanchored, signer=signer)
