from datetime import UTC, datetime, timedelta

import pytest

from builders.assertion import (
    AT,
    AUDIENCE,
    expecting,
    judge,
    own,
    rejected,
    signed_with,
    trust_from,
    verified,
)
from eidgate.core.assertion.claims import SignedClaims, check_standing
from eidgate.core.assertion.expected import Unchecked
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.verify import verify
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, Masked
from eidgate.simulator.identity_provider import IdentityProvider

IDP = IdentityProvider(1)
NOW = int(AT.timestamp())
RELAXED = expecting(Unchecked.UNCHECKED)
TICK = timedelta(microseconds=1)


def outcome(at: Instant = AT, /, **claims: object) -> tuple[str, int] | None:
    verdict = judge(signed_with(IDP, **claims), IDP, RELAXED, at=at)
    return rejected(verdict) if hasattr(verdict, "reason") else None


def test_rejects_at_the_instant_of_expiry_plus_leeway() -> None:
    limit = AT + timedelta(seconds=300 + 60)

    assert outcome(limit - TICK) is None
    assert outcome(limit) == (Reason.ASSERTION_EXPIRED, 6)


def test_acceptable_until_is_the_first_instant_that_rejects() -> None:
    answer = verified(judge(signed_with(IDP), IDP, RELAXED))

    assert outcome(answer.acceptable_until) == (Reason.ASSERTION_EXPIRED, 6)


def test_rejects_at_the_instant_of_the_maximum_age_plus_leeway_however_late_exp_is() -> None:
    assertion, limit = signed_with(IDP), AT + timedelta(seconds=120 + 60)

    answer = verified(judge(assertion, IDP, RELAXED, at=limit - TICK, maximum_age_seconds=120))
    assert (answer.acceptable_until, answer.expires_at) == (limit, AT + timedelta(seconds=300))
    verdict = judge(assertion, IDP, RELAXED, at=limit, maximum_age_seconds=120)
    assert rejected(verdict) == (Reason.ASSERTION_TOO_OLD, 6)


def test_a_maximum_age_at_the_end_of_the_calendar_is_answered() -> None:
    last = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())
    assertion = signed_with(IDP, iat=last - 1, exp=last)

    assert rejected(judge(assertion, IDP, RELAXED, maximum_age_seconds=86_400))[1] == 6


def test_accepts_from_issuance_less_leeway() -> None:
    assert outcome(AT - timedelta(seconds=60)) is None
    assert outcome(AT - timedelta(seconds=60) - TICK) == (Reason.ASSERTION_NOT_YET_VALID, 6)


def test_not_before_may_be_later_than_issuance() -> None:
    assert outcome(AT, nbf=NOW + 60) is None
    assert outcome(AT - TICK, nbf=NOW + 60) == (Reason.ASSERTION_NOT_YET_VALID, 6)
    assert outcome(AT, nbf=0) is None


def test_the_longest_lifetime_is_inclusive() -> None:
    assert outcome(exp=NOW + 600) is None
    assert outcome(exp=NOW + 601) == (Reason.LIFETIME_TOO_LONG, 6)


@pytest.mark.parametrize("expiry", [NOW, NOW - 1])
def test_an_assertion_without_life_is_malformed(expiry: int) -> None:
    assert outcome(exp=expiry) == (Reason.CLAIM_MALFORMED, 6)


@pytest.mark.parametrize("value", [253_402_300_799, 253_402_300_800, 10**18, 2**63, -1, 1e9, "1", True, None])
@pytest.mark.parametrize("name", ["iat", "exp", "nbf", "auth_time"])
def test_an_impossible_time_is_answered_and_not_raised(name: str, value: object) -> None:
    found = outcome(**{name: value})

    assert found is not None
    assert found[0] in {Reason.CLAIM_MALFORMED, Reason.LIFETIME_TOO_LONG}


def test_the_last_possible_seconds_are_judged() -> None:
    last = 253_402_214_400
    at = datetime(9999, 12, 31, 0, 0, tzinfo=UTC)
    times = {"iat": last - 300, "exp": last}

    trust = trust_from(IDP.issuer_configuration(), keys_age=False)
    assertion = Masked(signed_with(IDP, **times, document_expires_on=...))

    verified(verify(assertion, trust=trust, expected=RELAXED, at=at))
    assert outcome(AT, **times) == (Reason.ASSERTION_NOT_YET_VALID, 6)


@pytest.mark.parametrize("name", ["sub", "aud", "iat", "exp", "jti"])
def test_a_registered_claim_is_always_required(name: str) -> None:
    assert outcome(**{name: ...}) == (Reason.CLAIM_MISSING, 6)


def test_an_assertion_without_issuer_has_none_that_is_trusted() -> None:
    assert outcome(iss=...) == (Reason.ISSUER_NOT_TRUSTED, 3)


def test_configured_claims_are_required_by_the_issuers_names() -> None:
    verdict = judge(signed_with(IDP), IDP, RELAXED, required_claims=["organisation_id", "acr"])

    assert rejected(verdict) == (Reason.CLAIM_MISSING, 6)


@pytest.mark.parametrize("audience", [AUDIENCE, [AUDIENCE]])
def test_the_audience_is_exactly_us(audience: object) -> None:
    assert outcome(aud=audience) is None


@pytest.mark.parametrize(
    "audience",
    [
        "https://bank-a.example/",
        AUDIENCE.upper(),
        ["x"],
        [AUDIENCE, "x"],
        ["x", AUDIENCE],
        [AUDIENCE, AUDIENCE],
    ],
)
def test_an_audience_beside_or_instead_of_us_is_a_mismatch(audience: object) -> None:
    assert outcome(aud=audience) == (Reason.AUDIENCE_MISMATCH, 6)


def test_an_unchecked_audience_must_still_be_one() -> None:
    expected = expecting(own(), audience=Unchecked.UNCHECKED)

    verified(judge(signed_with(IDP, aud="anyone"), IDP, expected))
    verdict = judge(signed_with(IDP, aud=["a", "b"]), IDP, expected)
    assert rejected(verdict) == (Reason.AUDIENCE_MISMATCH, 6)


def test_leeway_is_the_issuers() -> None:
    at = AT + timedelta(seconds=300)

    assert rejected(judge(signed_with(IDP), IDP, RELAXED, at=at, leeway_seconds=0)) == (
        Reason.ASSERTION_EXPIRED,
        6,
    )


def test_claims_are_read_by_the_issuers_names() -> None:
    names = {"full_name": "ho_ten", "acr": "muc_do", "nonce": "ma"}
    assertion = signed_with(IDP, ho_ten="Lê Thử", full_name=..., muc_do="urn:eidgate:simulator:acr:2.4")

    answer = verified(judge(assertion, IDP, RELAXED, claims=names))

    assert answer.identity.full_name is not None
    assert answer.identity.full_name.reveal() == "Lê Thử"
    assert answer.authentication_level == 4


def test_claims_of_another_issuer_than_the_key_are_not_trusted() -> None:
    (issuer,) = trust_from(IDP.issuer_configuration()).issuers.values()
    claims = SignedClaims(values={"iss": "https://another.example"})

    with pytest.raises(RejectionError) as caught:
        check_standing(claims, issuer, audience=AUDIENCE, at=AT)
    assert caught.value.reason is Reason.ISSUER_NOT_TRUSTED
