from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from builders.assertion import AT, AUDIENCE, EXPECTED, expecting, own, rejected, verified
from builders.sd_jwt import SCENE, credential_trust, judge_presentation, wallet
from eidgate.core.assertion import base64url
from eidgate.core.assertion.algorithms import ALGORITHMS, P256_ORDER
from eidgate.core.assertion.expected import Unchecked
from eidgate.core.assertion.verify import verify
from eidgate.core.reasons import Reason
from eidgate.core.shape import replace
from eidgate.core.terms import Masked
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.citizen import BINH
from eidgate.simulator.credentials import CredentialIssuer
from eidgate.simulator.disclosures import disclosure
from eidgate.simulator.identity_provider import IdentityProvider

NOW = SCENE.now
UNBOUND = expecting(own(None), transaction_data=())


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"exp": NOW - 60}, Reason.ASSERTION_EXPIRED),
        ({"exp": NOW - 59}, None),
        ({"nbf": NOW + 61}, Reason.ASSERTION_NOT_YET_VALID),
        ({"nbf": NOW + 60}, None),
        ({"iat": NOW + 61}, Reason.ASSERTION_NOT_YET_VALID),
        ({"exp": "never"}, Reason.CLAIM_MALFORMED),
        ({"vct": 1}, Reason.CLAIM_MALFORMED),
    ],
)
def test_a_credential_has_its_time(claims: dict[str, object], reason: Reason | None) -> None:
    verdict = judge_presentation(SCENE.with_credential(**claims))

    assert verified(verdict) if reason is None else rejected(verdict) == (reason, 6)


def test_it_may_be_issued_without_saying_when() -> None:
    verified(judge_presentation(SCENE.with_credential("iat")))


def test_it_ends_before_its_presentation_does() -> None:
    verdict = verified(judge_presentation(SCENE.with_credential(exp=NOW + 10)))

    assert verdict.expires_at == AT + timedelta(seconds=10)
    assert verdict.acceptable_until == AT + timedelta(seconds=70)


def test_the_subject_may_be_disclosed() -> None:
    claims = {name: value for name, value in SCENE.claims.items() if name != "sub"}
    credential = SCENE.issuer.sign(claims, {"sub": disclosure("s", "sim-an", "sub")})

    assert verified(judge_presentation(SCENE.present(credential))).subject_id == "sim-an"


def test_a_time_of_issuance_that_is_disclosed_is_judged_as_well() -> None:
    claims = {name: value for name, value in SCENE.claims.items() if name != "iat"}
    credential = SCENE.issuer.sign(claims, {"iat": disclosure("s", NOW + 61, "iat")})

    assert rejected(judge_presentation(SCENE.present(credential))) == (Reason.ASSERTION_NOT_YET_VALID, 6)


def test_required_claims_may_be_disclosed_and_must_not_be_withheld() -> None:
    presented = SCENE.wallet.answer(SCENE.request, disclose=["sex"])

    verified(judge_presentation(presented, required_claims=["sex"]))
    assert rejected(judge_presentation(presented, required_claims=["birth_date"])) == (
        Reason.CLAIM_MISSING,
        6,
    )


def alone(**claims: object) -> str:
    """Present without a KB-JWT a credential that says all that a compact JWS must say."""
    jws = {"aud": AUDIENCE, "jti": "1", "amr": ["face"], "auth_time": NOW, "exp": NOW + 300}
    return SCENE.issuer.sign(SCENE.claims | jws | claims, {}).issued + "~"


def test_what_a_credential_must_say_it_must_say_without_its_holder_too() -> None:
    rules: dict[str, Any] = {"key_binding": {"require": False}, "expected": UNBOUND}

    verified(judge_presentation(alone(), required_claims=["acr"], **rules))
    silent = judge_presentation(alone(), required_claims=["birth_date"], **rules)
    assert rejected(silent) == (Reason.CLAIM_MISSING, 6)


def test_what_an_assertion_must_say_a_credential_without_its_holder_must_say_too() -> None:
    rules: dict[str, Any] = {"key_binding": {"require": False}, "expected": UNBOUND, "required_claims": []}

    verified(judge_presentation(alone(), required_claims_=["sub", "jti"], **rules))
    silent = judge_presentation(alone(), required_claims_=["birth_date"], **rules)
    assert rejected(silent) == (Reason.CLAIM_MISSING, 6)


@pytest.mark.parametrize(
    "aud", [AUDIENCE, [AUDIENCE], ["https://bank-b.example", AUDIENCE], "https://rp.bank-a.example"]
)
def test_a_credential_may_say_for_whom_it_is(aud: object) -> None:
    presented = SCENE.with_credential(aud=aud)

    verified(judge_presentation(presented, audiences=["https://rp.bank-a.example"]))


@pytest.mark.parametrize(
    "aud", ["https://bank-b.example", ["https://bank-b.example", "https://bank-c.example"]]
)
def test_a_credential_for_other_verifiers_is_refused_whatever_its_holder_signs(aud: object) -> None:
    presented = SCENE.with_credential(aud=aud)

    assert rejected(judge_presentation(presented)) == (Reason.AUDIENCE_MISMATCH, 6)
    offline = expecting(Unchecked.UNCHECKED, audience=Unchecked.UNCHECKED)
    verified(judge_presentation(presented, offline))


def test_for_whom_a_credential_is_counts_in_a_disclosure_as_well() -> None:
    shown = {**SCENE.disclosures, "aud": disclosure("s", "https://bank-b.example", "aud")}
    presented = SCENE.present(SCENE.issuer.sign(SCENE.claims, shown))

    assert rejected(judge_presentation(presented)) == (Reason.AUDIENCE_MISMATCH, 6)


@pytest.mark.parametrize("aud", [None, [], 7, [AUDIENCE, 7], {"bank": AUDIENCE}])
def test_an_audience_of_a_credential_that_cannot_be_read_is_refused(aud: object) -> None:
    assert rejected(judge_presentation(SCENE.with_credential(aud=aud))) == (Reason.CLAIM_MALFORMED, 6)


@pytest.mark.parametrize("jti", [1, None, "", ["1"]])
def test_a_credential_whose_own_id_is_no_text_is_refused_although_its_holders_counts(jti: object) -> None:
    verified(judge_presentation(SCENE.with_credential(jti="urn:credential:1")))

    assert rejected(judge_presentation(SCENE.with_credential(jti=jti))) == (Reason.CLAIM_MALFORMED, 6)


@pytest.mark.parametrize("of_issuer", ALGORITHMS)
@pytest.mark.parametrize("of_holder", ["ES256", "ES384", "EdDSA"])
def test_any_issuers_key_goes_with_any_holders(of_issuer: str, of_holder: str) -> None:
    issuer = CredentialIssuer(IdentityProvider(1, algorithm=of_issuer))
    presented = wallet(issuer, algorithm=of_holder).answer(SCENE.request)

    allowed = {"algorithms": [of_holder]}
    assert verified(judge_presentation(presented, issuer=issuer, key_binding=allowed)).holder_binding == "key"
    other = {"algorithms": ["ES384" if of_holder == "ES256" else "ES256"]}
    refused = judge_presentation(presented, issuer=issuer, key_binding=other)
    assert rejected(refused) == (Reason.ALG_NOT_ALLOWED, 8)


def test_an_issuer_may_certify_its_key_within_the_credential() -> None:
    issuer = CredentialIssuer(CertifiedIdentityProvider(at=AT))
    presented = wallet(issuer).answer(SCENE.request)

    verified(judge_presentation(presented, issuer=issuer))
    elsewhere = credential_trust(CredentialIssuer(CertifiedIdentityProvider(3, at=AT)))
    verdict = verify(Masked(presented), trust=elsewhere, expected=EXPECTED, at=AT)
    assert rejected(verdict) == (Reason.CERTIFICATE_NOT_TRUSTED, 3)


def test_only_configured_types_are_accepted() -> None:
    verdict = judge_presentation(SCENE.sound, vct=["urn:another:1", "urn:yet-another:1"])

    assert rejected(verdict) == (Reason.TYPE_NOT_ACCEPTED, 6)


def test_the_older_media_type_is_accepted_only_where_it_is_configured() -> None:
    key, header = SCENE.issuer.identity_provider.key, SCENE.issuer.header()
    presented = SCENE.bind(key.compact(header | {"typ": "vc+sd-jwt"}, SCENE.claims) + "~")

    assert rejected(judge_presentation(presented)) == (Reason.TYPE_NOT_ACCEPTED, 2)
    verified(judge_presentation(presented, typ_=["JWT", "dc+sd-jwt", "vc+sd-jwt"]))


def test_an_assertion_on_the_spot_is_no_credential_and_a_credential_no_assertion() -> None:
    jws = SCENE.issuer.identity_provider.issue(SCENE.citizen, SCENE.request)

    assert rejected(judge_presentation(f"{jws}~")) == (Reason.TYPE_NOT_ACCEPTED, 2)
    assert rejected(judge_presentation(SCENE.wallet.credential.issued)) == (Reason.TYPE_NOT_ACCEPTED, 2)
    verified(judge_presentation(jws))


def test_the_one_use_id_is_the_jti_beside_the_end_of_the_credentials_signature() -> None:
    sound, of_another = (
        SCENE.with_key_binding(jti="1"),
        replace(SCENE, citizen=BINH).with_key_binding(jti="1"),
    )
    signature = sound.partition("~")[0].rpartition(".")[2]

    first, second = (verified(judge_presentation(one)) for one in (sound, of_another))

    assert first.assertion_id == f"1:{signature[-43:]}"
    assert first.assertion_id != second.assertion_id


def test_without_jti_the_one_use_id_is_what_the_holder_signed() -> None:
    presented = SCENE.with_key_binding("jti")
    signed = presented.rpartition("~")[2].rpartition(".")[0].encode()

    verdict = verified(judge_presentation(presented, key_binding={"require_jti": False}))

    assert verdict.assertion_id == f"kb-sha256:{base64url.encode(sha256(signed).digest())}"


def test_the_twin_of_a_signature_has_the_same_one_use_id() -> None:
    """(r, n - s) verifies wherever (r, s) does, and anybody can compute it: still the same presentation."""
    rules = {"require_jti": False}
    presented = SCENE.with_key_binding("jti")
    head, _, signature = presented.rpartition(".")
    octets = base64url.decode(signature.encode())
    s = P256_ORDER - int.from_bytes(octets[32:])
    assert encode_dss_signature(int.from_bytes(octets[:32]), s)
    twin = f"{head}.{base64url.encode(octets[:32] + s.to_bytes(32))}"

    first, second = (verified(judge_presentation(one, key_binding=rules)) for one in (presented, twin))

    assert first.assertion_id == second.assertion_id


def test_levels_come_from_the_issuer_or_its_configuration_and_never_from_the_holder() -> None:
    acr = SCENE.claims["acr"]
    silent = SCENE.bind(SCENE.with_credential("acr").rpartition("~")[0] + "~", acr=acr)

    unknown = verified(judge_presentation(silent, required_claims=[]))
    configured = verified(judge_presentation(silent, required_claims=[], acr=acr, ask=["sub"]))

    assert (unknown.account_level, unknown.notes) == (None, (Reason.ASSURANCE_UNKNOWN,))
    assert (configured.account_level, configured.authentication_level) == (2, 3)
    assert credential_trust().issuers
