"""The claim `status` of a credential in a wallet: looked up at each presentation, as an assertion's is."""

from datetime import timedelta
from typing import Any

import pytest

from builders.assertion import AT, EXPECTED, rejected, request, verified
from builders.sd_jwt import credential_trust, wallet
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Verdict
from eidgate.core.assertion.verify import verify
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, Masked
from eidgate.simulator.citizen import AN, BINH
from eidgate.simulator.credential_wallet import CredentialWallet, holder_key
from eidgate.simulator.credentials import CredentialIssuer
from eidgate.simulator.disclosures import disclosure
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.status_publisher import URI, StatusPublisher

STEP = 13


@pytest.fixture
def issuer() -> CredentialIssuer:
    return CredentialIssuer(IdentityProvider(1, statuses=StatusPublisher()))


def statuses_of(issuer: CredentialIssuer) -> StatusPublisher:
    statuses = issuer.identity_provider.statuses
    assert statuses is not None
    return statuses


def trust_in(
    issuer: CredentialIssuer, *, published: Instant = AT, policy: str = "require", **lists: Any
) -> TrustSnapshot:
    """Trust the issuer, whose list must be asked, as it was published at an instant."""
    token = statuses_of(issuer).token(issuer.identity_provider.key, published)
    return credential_trust(issuer, status_=policy, status_lists_={"tokens": {URI: token}, **lists})


def judged(presentation: str, trust: TrustSnapshot, *, at: Instant = AT) -> Verdict:
    return verify(Masked(presentation), trust=trust, expected=EXPECTED, at=at)


def test_a_credential_whose_status_is_valid_is_accepted(issuer: CredentialIssuer) -> None:
    verified(judged(wallet(issuer).answer(request()), trust_in(issuer)))


def test_one_credential_is_revoked_suspended_or_valid_as_the_list_says_at_the_time(
    issuer: CredentialIssuer,
) -> None:
    statuses, holder = statuses_of(issuer), wallet(issuer)
    found = []
    for said in (statuses.suspend, statuses.revoke):
        said(AN.subject_id)
        found.append(rejected(judged(holder.answer(request()), trust_in(issuer))))
    statuses.set(AN.subject_id, 3)
    found.append(rejected(judged(holder.answer(request()), trust_in(issuer))))
    assert found == [
        (Reason.STATUS_SUSPENDED, STEP),
        (Reason.STATUS_REVOKED, STEP),
        (Reason.STATUS_NOT_VALID, STEP),
    ]

    statuses.reinstate(AN.subject_id)

    verified(judged(holder.answer(request()), trust_in(issuer)))


def test_another_holders_status_changes_nothing(issuer: CredentialIssuer) -> None:
    statuses_of(issuer).revoke(BINH.subject_id)

    verified(judged(wallet(issuer).answer(request()), trust_in(issuer)))


def test_a_credentials_list_is_stale_at_the_very_instant_that_policy_says(issuer: CredentialIssuer) -> None:
    presentation = wallet(issuer).answer(request())
    young, old = AT - timedelta(seconds=29), AT - timedelta(seconds=30)

    verified(judged(presentation, trust_in(issuer, published=young, maximum_age_seconds=30)))
    stale = trust_in(issuer, published=old, maximum_age_seconds=30)
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
    holder, trust = letting_it_be_hidden(issuer), trust_in(issuer, policy=policy)

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

    assert rejected(judged(holder.answer(request()), trust_in(issuer))) == (Reason.DISCLOSURE_MALFORMED, 7)
