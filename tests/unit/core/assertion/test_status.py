from datetime import timedelta
from typing import Any

import pytest

from builders.assertion import AT, rejected, request, signed_with, trust_from, verified
from builders.sd_jwt import credential_trust, wallet
from builders.status import MAXIMUM_AGE, judged, status_scene, token_with, trust_with
from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.status import StatusReference, check, read_reference
from eidgate.core.assertion.trust import MAX_LEEWAY, TrustSnapshot
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant
from eidgate.simulator.citizen import AN, BINH
from eidgate.simulator.credential_wallet import CredentialWallet, holder_key
from eidgate.simulator.credentials import CredentialIssuer
from eidgate.simulator.disclosures import disclosure
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.status_forgeries import StatusScene
from eidgate.simulator.status_publisher import LIFETIME, URI, StatusPublisher

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


# --- the claim `status` of a credential in a wallet: looked up at each presentation ------------------------

STEP = 13


@pytest.fixture
def issuer() -> CredentialIssuer:
    return CredentialIssuer(IdentityProvider(1, statuses=StatusPublisher()))


def statuses_of(issuer: CredentialIssuer) -> StatusPublisher:
    statuses = issuer.identity_provider.statuses
    assert statuses is not None
    return statuses


def trusting(
    issuer: CredentialIssuer, *, published: Instant = AT, policy: str = "require", **lists: Any
) -> TrustSnapshot:
    """Trust the issuer, whose list must be asked, as it was published at an instant."""
    token = statuses_of(issuer).token(issuer.identity_provider.key, published)
    return credential_trust(issuer, status_=policy, status_lists_={"tokens": {URI: token}, **lists})


def test_a_credential_whose_status_is_valid_is_accepted(issuer: CredentialIssuer) -> None:
    verified(judged(wallet(issuer).answer(request()), trusting(issuer)))


def test_one_credential_is_revoked_suspended_or_valid_as_the_list_says_at_the_time(
    issuer: CredentialIssuer,
) -> None:
    statuses, holder = statuses_of(issuer), wallet(issuer)
    found = []
    for said in (statuses.suspend, statuses.revoke):
        said(AN.subject_id)
        found.append(rejected(judged(holder.answer(request()), trusting(issuer))))
    statuses.set(AN.subject_id, 3)
    found.append(rejected(judged(holder.answer(request()), trusting(issuer))))
    assert found == [
        (Reason.STATUS_SUSPENDED, STEP),
        (Reason.STATUS_REVOKED, STEP),
        (Reason.STATUS_NOT_VALID, STEP),
    ]

    statuses.reinstate(AN.subject_id)

    verified(judged(holder.answer(request()), trusting(issuer)))


def test_another_holders_status_changes_nothing(issuer: CredentialIssuer) -> None:
    statuses_of(issuer).revoke(BINH.subject_id)

    verified(judged(wallet(issuer).answer(request()), trusting(issuer)))


def test_a_credentials_list_is_stale_at_the_very_instant_that_policy_says(issuer: CredentialIssuer) -> None:
    presentation = wallet(issuer).answer(request())
    young, old = AT - timedelta(seconds=29), AT - timedelta(seconds=30)

    verified(judged(presentation, trusting(issuer, published=young, maximum_age_seconds=30)))
    stale = trusting(issuer, published=old, maximum_age_seconds=30)
    assert rejected(judged(presentation, stale)) == (Reason.STATUS_STALE, STEP)


def test_a_credential_whose_list_was_never_read_is_not_taken_for_valid(issuer: CredentialIssuer) -> None:
    trust = credential_trust(issuer, status_="require", status_lists_={"uris": [URI]})

    verdict = judged(wallet(issuer).answer(request()), trust)

    assert rejected(verdict) == (Reason.STATUS_UNAVAILABLE, STEP)


def letting_it_be_hidden(issuer: CredentialIssuer) -> CredentialWallet:
    """Return a wallet with a credential whose status the issuer, against the standard, lets be hidden."""
    key = holder_key(AN)
    claims = issuer.open_claims(AN, key, at=AT, levels=request().levels)
    hidden = {"status": disclosure("salt", claims.pop("status"), "status")}
    credential = issuer.sign(claims, issuer.disclosures(AN) | hidden)
    return CredentialWallet(credential=credential, key=key, hash_name=issuer.hash_name)


@pytest.mark.parametrize("policy", ["require", "if_present"])
def test_a_status_that_the_holder_may_hide_is_refused_shown_or_hidden(
    issuer: CredentialIssuer, policy: str
) -> None:
    """SD-JWT VC §2.2.2.2: `status` stands open, whatever an issuer lets be hidden."""
    holder, trust = letting_it_be_hidden(issuer), trusting(issuer, policy=policy)

    shown = judged(holder.answer(request()), trust)
    hides = judged(holder.answer(request(), disclose=issuer.disclosures(AN)), trust)

    assert rejected(shown) == (Reason.DISCLOSURE_MALFORMED, 7)
    assert rejected(hides) == (Reason.STATUS_MISSING, STEP)


PLAIN = CredentialIssuer(IdentityProvider(1))
"""It publishes no status lists, so its credentials have no status."""


def without_status(*, decoys: int = 0, **inside: object) -> CredentialWallet:
    key = holder_key(AN)
    claims = PLAIN.open_claims(AN, key, at=AT, levels=request().levels) | inside
    credential = PLAIN.sign(claims, PLAIN.disclosures(AN), with_decoys=decoys)
    return CredentialWallet(credential=credential, key=key, hash_name=PLAIN.hash_name)


def test_without_status_a_credential_passes_if_nothing_is_withheld_that_could_be_one() -> None:
    """RFC 9901 §9.7: from outside, a withheld name or a decoy looks like a withheld status."""
    trust = credential_trust(PLAIN, status_="if_present")
    few = list(PLAIN.disclosures(AN))[1:]

    verified(judged(without_status().answer(request()), trust))
    for holder, shown in ((without_status(), few), (without_status(decoys=1), None)):
        verdict = judged(holder.answer(request(), disclose=shown), trust)
        assert rejected(verdict) == (Reason.STATUS_MISSING, STEP)


def test_where_no_status_is_asked_for_anything_may_be_withheld() -> None:
    shown = list(PLAIN.disclosures(AN))[1:]

    verified(judged(without_status(decoys=1).answer(request(), disclose=shown), credential_trust(PLAIN)))


def test_what_is_withheld_inside_a_claim_is_no_status() -> None:
    holder = without_status(address={"_sd": ["A" * 43]})

    verified(judged(holder.answer(request()), credential_trust(PLAIN, status_="if_present")))


@pytest.mark.parametrize("name", ["iss", "nbf", "exp", "cnf", "vct", "status"])
def test_a_claim_that_decides_validity_is_refused_as_a_disclosure(
    issuer: CredentialIssuer, name: str
) -> None:
    key = holder_key(AN)
    claims = {"nbf": int(AT.timestamp())} | issuer.open_claims(AN, key, at=AT, levels=request().levels)
    shown = {name: disclosure("salt", claims[name], name)}
    credential = issuer.sign(claims, issuer.disclosures(AN) | shown)
    holder = CredentialWallet(credential=credential, key=key, hash_name=issuer.hash_name)

    assert rejected(judged(holder.answer(request()), trusting(issuer))) == (Reason.DISCLOSURE_MALFORMED, 7)
