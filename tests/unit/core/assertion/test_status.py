from datetime import timedelta
from typing import Any

import pytest

from builders.assertion import AT, rejected, signed_with, trust_from, verified
from builders.status import MAXIMUM_AGE, judged, status_scene, token_with, trust_with
from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.status import StatusReference, check, read_reference
from eidgate.core.assertion.trust import MAX_LEEWAY
from eidgate.core.reasons import Reason
from eidgate.simulator.citizen import AN, BINH
from eidgate.simulator.status_forgeries import StatusScene
from eidgate.simulator.status_publisher import LIFETIME, URI

SCENE = status_scene()


def reason_of(scene: StatusScene, **configuration: Any) -> str:
    return rejected(judged(scene.assertion, trust_with(scene, scene.token, **configuration)))[0]


def test_a_valid_status_lets_the_assertion_through() -> None:
    verified(judged(SCENE.assertion, trust_with(SCENE, SCENE.token)))


def test_each_status_has_its_own_reason_and_a_reinstated_one_is_valid_again() -> None:
    scene = status_scene()
    scene.statuses.suspend(AN.subject_id)
    assert reason_of(scene) == Reason.STATUS_SUSPENDED
    scene.statuses.revoke(AN.subject_id)
    assert reason_of(scene) == Reason.STATUS_REVOKED
    scene.statuses.set(AN.subject_id, 3)
    assert reason_of(scene) == Reason.STATUS_NOT_VALID

    scene.statuses.reinstate(AN.subject_id)

    verified(judged(scene.assertion, trust_with(scene, scene.token)))


@pytest.mark.parametrize("status", [4, 11, 12, 15, 255])
def test_no_status_of_the_applications_own_is_ever_valid(status: int) -> None:
    scene = status_scene(bits=8)
    scene.statuses.set(AN.subject_id, status)

    assert reason_of(scene) == Reason.STATUS_NOT_VALID


def test_somebody_elses_status_changes_nothing() -> None:
    scene = status_scene()
    scene.statuses.revoke(BINH.subject_id)

    verified(judged(scene.assertion, trust_with(scene, scene.token)))


def test_an_issuer_whose_status_is_ignored_may_say_anything() -> None:
    trust = trust_from(SCENE.identity_provider.issuer_configuration())

    verified(judged(signed_with(SCENE.identity_provider, status="rubbish"), trust))


def test_a_status_is_looked_up_if_it_is_there() -> None:
    scene = status_scene()
    trust = trust_with(scene, scene.token, status="if_present")
    scene.statuses.revoke(AN.subject_id)
    revoked = trust_with(scene, scene.token, status="if_present")

    verified(judged(signed_with(scene.identity_provider, status=...), trust))
    verified(judged(scene.assertion, trust))
    assert rejected(judged(scene.assertion, revoked)) == (Reason.STATUS_REVOKED, 13)


def test_a_status_that_is_there_but_cannot_be_read_is_not_passed_over() -> None:
    trust = trust_with(SCENE, SCENE.token, status="if_present")

    assert rejected(judged(signed_with(SCENE.identity_provider, status=None), trust)) == (
        Reason.STATUS_MALFORMED,
        13,
    )


def test_a_list_that_was_never_read_is_unavailable() -> None:
    assert rejected(judged(SCENE.assertion, trust_with(SCENE))) == (Reason.STATUS_UNAVAILABLE, 13)


def test_a_list_expires_at_the_very_instant() -> None:
    trust = trust_with(SCENE, token_with(SCENE, exp=int(AT.timestamp()) + 10))

    verified(judged(SCENE.assertion, trust, at=AT + timedelta(seconds=9)))
    assert rejected(judged(SCENE.assertion, trust, at=AT + timedelta(seconds=10))) == (
        Reason.STATUS_STALE,
        13,
    )


def test_a_list_is_stale_at_the_very_instant_that_it_is_as_old_as_policy_allows() -> None:
    trust = trust_with(SCENE, SCENE.token, maximum_age_seconds=30)

    verified(judged(SCENE.assertion, trust, at=AT + timedelta(seconds=29)))
    assert rejected(judged(SCENE.assertion, trust, at=AT + timedelta(seconds=30))) == (
        Reason.STATUS_STALE,
        13,
    )
    assert MAXIMUM_AGE > LIFETIME


def test_a_clock_that_is_a_little_behind_the_lists_is_forgiven() -> None:
    (issuer,) = trust_with(SCENE, SCENE.token).issuers.values()
    claims = SignedClaims(values={"status": SCENE.statuses.claim(AN.subject_id)})

    check(claims, claims, issuer, at=AT - MAX_LEEWAY)
    with pytest.raises(RejectionError) as caught:
        check(claims, claims, issuer, at=AT - MAX_LEEWAY - timedelta(seconds=1))
    assert caught.value.reason is Reason.STATUS_TOKEN_INVALID


def test_the_uri_is_compared_as_it_is_written() -> None:
    for uri in (URI.upper(), URI + "/", URI + "#", URI.replace("https", "http"), URI + "?x", " " + URI):
        status = {"status_list": {"idx": 0, "uri": uri}}
        verdict = judged(signed_with(SCENE.identity_provider, status=status), trust_with(SCENE, SCENE.token))
        assert rejected(verdict) == (Reason.STATUS_LIST_NOT_ACCEPTED, 13)


def test_members_that_nobody_knows_are_ignored() -> None:
    claims = SignedClaims(values={"status": {"x": 1, "status_list": {"idx": 5, "uri": URI, "x": [1]}}})

    assert read_reference(claims) == StatusReference(uri=URI, index=5)


def test_the_provider_signs_in_the_issuers_place() -> None:
    other = status_scene(2)
    provider = {"issuer": "https://status.example", "jwks": other.identity_provider.jwks()}
    signed_by_provider = token_with(SCENE, other.key, iss="https://status.example")

    verified(judged(SCENE.assertion, trust_with(SCENE, signed_by_provider, provider=provider)))
    verdict = judged(SCENE.assertion, trust_with(SCENE, SCENE.token, provider=provider))
    assert rejected(verdict) == (Reason.STATUS_TOKEN_INVALID, 13)
