from datetime import timedelta

import pytest

from builders.assertion import (
    AT,
    AUDIENCE,
    BANK,
    EXPECTED,
    NONCE,
    expecting,
    judge,
    own,
    payment,
    rejected,
    request,
    signed_with,
    trust_from,
    trust_in,
    verified,
)
from builders.sd_jwt import SCENE as CREDENTIAL
from builders.sd_jwt import credential_trust
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.expected import Unchecked
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import HolderBinding, Rejected, TransactionBinding, Verified
from eidgate.core.assertion.verify import SignatureVerified, verify, verify_vector, verifying
from eidgate.core.reasons import Reason
from eidgate.core.stretches import finish_each
from eidgate.core.terms import IssuerId, Masked
from eidgate.simulator.citizen import AN
from eidgate.simulator.forgeries import FORGERIES, Forgery, Scene
from eidgate.simulator.identity_provider import IdentityProvider, Levels
from eidgate.simulator.sd_jwt_forgeries import SD_JWT_FORGERIES
from eidgate.simulator.signing import signing_key
from eidgate.simulator.wallet import Wallet

IDP = IdentityProvider(1)


def scene() -> Scene:
    return Scene(identity_provider=IDP, citizen=AN, request=request())


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_accepts_a_sound_assertion_of_every_algorithm(algorithm: str) -> None:
    idp = IdentityProvider(1, algorithm=algorithm)

    answer = verified(judge(idp.issue(AN, request()), idp))

    assert answer.issuer == idp.issuer
    assert answer.subject_id == AN.subject_id
    assert (answer.issued_at, answer.expires_at) == (AT, AT + timedelta(seconds=300))
    assert answer.acceptable_until == AT + timedelta(seconds=360)
    assert (answer.account_level, answer.authentication_level) == (2, 3)
    assert answer.factors == ("pwd", "face")
    assert answer.authenticated_at == AT
    assert answer.holder_binding is HolderBinding.NONE
    assert answer.transaction_binding is TransactionBinding.SIGNED
    assert (answer.nonce, answer.nonce_acceptable_until) == (NONCE, AT + timedelta(seconds=200))
    assert answer.identity.full_name == Masked(AN.full_name)
    assert answer.notes == ()


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name)
def test_rejects_every_named_forgery_with_its_reason(forgery: Forgery) -> None:
    assert rejected(judge(forgery.forge(scene()), IDP))[0] == forgery.reason


def test_there_is_no_reason_to_reject_what_the_forgeries_start_from() -> None:
    verified(judge(scene().sound, IDP))
    assert len(FORGERIES) >= 25
    assert len({forgery.name for forgery in FORGERIES}) == len(FORGERIES)


def test_a_rejection_repeats_nothing_that_the_assertion_carries() -> None:
    for forgery in FORGERIES:
        verdict = judge(forgery.forge(scene()), IDP)
        assert isinstance(verdict, Rejected)
        for secret in (AN.personal_number, AN.full_name, "stranger", "somebody-else", AN.subject_id):
            assert secret not in verdict.detail


@pytest.mark.parametrize(
    ("binding", "nonce"),
    [
        (TransactionBinding.SIGNED, NONCE),
        (TransactionBinding.CHALLENGED, NONCE),
        (TransactionBinding.NONE, None),
    ],
)
def test_reports_each_degree_that_a_wallet_gives(binding: TransactionBinding, nonce: str | None) -> None:
    assertion = Wallet(identity_provider=IDP, citizen=AN).answer(request(), binding=binding)

    assert verified(judge(assertion, IDP, expecting(own(nonce)))).transaction_binding is binding


def test_any_changed_part_of_the_payment_is_another_transaction() -> None:
    assertion = IDP.issue(AN, request())

    for changed in (payment(amount=4_000_001), payment(payee_name="TRAN VAN GIA DINHX")):
        verdict = judge(assertion, IDP, expecting(transaction_data=(changed,)))
        assert rejected(verdict) == (Reason.TRANSACTION_MISMATCH, 10)


def test_levels_follow_the_assurance_map() -> None:
    assertion = IDP.issue(AN, request(levels=Levels(account=1, authentication=2)))

    answer = verified(judge(assertion, IDP))

    assert (answer.account_level, answer.authentication_level) == (1, 2)


def test_an_unmapped_level_is_unknown_and_noted_but_not_rejected() -> None:
    answer = verified(judge(signed_with(IDP, acr="urn:unheard-of"), IDP))

    assert (answer.account_level, answer.authentication_level) == (None, None)
    assert Reason.ASSURANCE_UNKNOWN in answer.notes


def test_a_missing_level_is_rejected_only_where_it_is_required() -> None:
    assertion = signed_with(IDP, acr=...)

    assert rejected(judge(assertion, IDP)) == (Reason.CLAIM_MISSING, 6)
    assert verified(judge(assertion, IDP, required_claims=[])).authentication_level is None


def test_an_issuer_with_status_required_is_refused_until_status_can_be_checked() -> None:
    assert rejected(judge(IDP.issue(AN, request()), IDP, status="require")) == (Reason.STATUS_UNAVAILABLE, 13)


def test_an_issuer_of_another_format_is_refused() -> None:
    verdict = judge(IDP.issue(AN, request()), IDP, formats=["sd-jwt"], sd_jwt={"vct": ["any"]})

    assert rejected(verdict) == (Reason.FORMAT_NOT_ACCEPTED, 2)


def test_keys_that_were_not_renewed_accept_nothing() -> None:
    late = AT + timedelta(days=1)
    assertion = IDP.issue(AN, request(at=late))
    early = IDP.issue(AN, request(at=late - timedelta(seconds=1)))
    relaxed = expecting(own(None), transaction_data=())

    assert rejected(judge(assertion, IDP, relaxed, at=late)) == (Reason.ISSUER_KEYS_UNAVAILABLE, 3)
    verdict = judge(early, IDP, expecting(Unchecked.UNCHECKED), at=late - timedelta(seconds=1))
    verified(verdict)


def test_a_rotated_key_overlaps_and_a_retired_one_does_not() -> None:
    idp = IdentityProvider(5)
    before = idp.issue(AN, request())
    idp.rotate()

    verified(judge(before, idp))
    idp.retire()
    assert rejected(judge(before, idp)) == (Reason.ISSUER_KEY_UNKNOWN, 3)


def test_one_issuers_key_does_not_speak_for_another() -> None:
    other = IdentityProvider(9, issuer=IssuerId("https://other.example"))
    trust = trust_from(IDP.issuer_configuration(), other.issuer_configuration())
    claims = IDP.claims(AN, request())
    crossed = other.key.compact(other.header(), claims)

    verdict = verify(Masked(crossed), trust=trust, expected=EXPECTED, at=AT)

    assert rejected(verdict) == (Reason.ISSUER_KEY_UNKNOWN, 3)


def test_an_unfit_key_is_named_as_such() -> None:
    jwks = IDP.jwks()
    jwks["keys"][0]["use"] = "enc"

    assert rejected(judge(IDP.issue(AN, request()), IDP, jwks=jwks)) == (Reason.ISSUER_KEY_UNFIT, 4)


def test_a_key_of_another_algorithm_is_unfit() -> None:
    rsa = signing_key("RS256", "another")
    jwks = {"keys": [*IDP.jwks()["keys"], rsa.public_jwk()]}
    header = IDP.header() | {"kid": rsa.key_id}
    assertion = IDP.key.compact(header, IDP.claims(AN, request()))

    assert rejected(judge(assertion, IDP, jwks=jwks)) == (Reason.ISSUER_KEY_UNFIT, 4)


def test_without_kid_the_only_fitting_key_is_used() -> None:
    header = {"alg": "ES256", "typ": "JWT"}
    assertion = IDP.key.compact(header, IDP.claims(AN, request()))
    rsa = signing_key("RS256", "another").public_jwk()
    second = signing_key("ES256", "another").public_jwk()
    ours = IDP.jwks()["keys"]

    verified(judge(assertion, IDP, jwks={"keys": [*ours, rsa]}))
    ambiguous = judge(assertion, IDP, jwks={"keys": [*ours, second]})
    assert rejected(ambiguous) == (Reason.ISSUER_KEY_UNKNOWN, 3)


@pytest.mark.parametrize("value", [None, 7, True, [], {}, ["x"], {"a": 1}])
@pytest.mark.parametrize("name", ["alg", "kid", "typ"])
def test_a_header_of_the_wrong_type_is_rejected(name: str, value: object) -> None:
    assertion = IDP.key.compact(IDP.header() | {name: value}, IDP.claims(AN, request()))

    assert rejected(judge(assertion, IDP))[0] == Reason.ASSERTION_MALFORMED


@pytest.mark.parametrize(
    "value", [None, -7, 1.5, True, [], {}, ["x", 1], [[]], {"a": 1}, "", "x\0", "x" * 600]
)
@pytest.mark.parametrize(
    "name",
    ["iss", "sub", "aud", "iat", "exp", "nbf", "jti", "nonce", "acr", "amr", "auth_time", "personal_number",
     "full_name", "birth_date", "sex", "document_number", "document_expires_on", "transaction_data_hashes",
     "transaction_data_hashes_alg"],
)  # fmt: skip
def test_a_claim_of_the_wrong_type_is_rejected(name: str, value: object) -> None:
    assert rejected(judge(signed_with(IDP, **{name: value}), IDP))[1] >= 3


def test_a_bare_signature_is_never_an_answer_about_a_person() -> None:
    trust = trust_in(IDP, profile="signature")
    assertion = Masked(IDP.issue(AN, request()))

    verdict = verify(assertion, trust=trust, expected=EXPECTED, at=AT)

    assert rejected(verdict) == (Reason.ISSUER_NOT_TRUSTED, 3)


def test_a_vector_of_any_payload_stops_after_the_signature() -> None:
    trust = trust_in(IDP, profile="signature", typ=None)
    for payload in (b"", b"\0\xff", b"[]", b'{"iss":"joe"}'):
        vector = Masked(IDP.key.compact({"alg": "ES256", "kid": IDP.key.key_id}, payload))

        verdict = verify_vector(vector, trust=trust, expected=EXPECTED, at=AT)

        assert verdict == SignatureVerified(issuer=IDP.issuer)


def test_vectors_and_assertions_may_share_one_trust() -> None:
    vectors = IdentityProvider(3, issuer=IssuerId("vectors"))
    more = IdentityProvider(4, issuer=IssuerId("more vectors"))
    trust = trust_from(
        IDP.issuer_configuration(),
        vectors.issuer_configuration() | {"profile": "signature"},
        more.issuer_configuration() | {"profile": "signature"},
    )
    vector = Masked(more.key.compact(more.header(), b"raw"))
    unknown = Masked(more.key.compact(more.header() | {"kid": "?"}, b"raw"))
    assertion = Masked(IDP.issue(AN, request()))

    assert verify_vector(vector, trust=trust, expected=EXPECTED, at=AT) == SignatureVerified(
        issuer=more.issuer
    )
    verified(verify_vector(assertion, trust=trust, expected=EXPECTED, at=AT))
    verdict = verify_vector(unknown, trust=trust, expected=EXPECTED, at=AT)
    assert rejected(verdict) == (Reason.ASSERTION_MALFORMED, 1)


def test_the_scene_is_the_banks() -> None:
    assert (EXPECTED.relying_party, EXPECTED.audience) == (BANK, AUDIENCE)


# --- stretch by stretch with others: every verdict is the one that the assertion gets alone ----------------


def alike(assertions: list[str], trust: TrustSnapshot) -> set[type]:
    """Hold the verdicts together to those alone, and return which kinds there were."""
    masked = [Masked(one) for one in assertions]
    together = finish_each(verifying(one, trust=trust, expected=EXPECTED, at=AT) for one in masked)
    alone = [verify(one, trust=trust, expected=EXPECTED, at=AT) for one in masked]
    assert together == alone
    return {type(one) for one in together}


def test_forged_and_sound_assertions_together_get_what_each_gets_alone() -> None:
    scene = Scene(identity_provider=IdentityProvider(1), citizen=AN, request=request())
    sound = scene.identity_provider.issue(AN, request())
    forged = [forgery.forge(scene) for forgery in FORGERIES]

    mixed = [text for one in forged for text in (one, sound)]
    assert alike(mixed, trust_in(scene.identity_provider)) == {Verified, Rejected}


def test_presentations_together_get_what_each_gets_alone() -> None:
    forged = [forgery.forge(CREDENTIAL) for forgery in SD_JWT_FORGERIES]

    assert alike([*forged, CREDENTIAL.sound], credential_trust()) == {Verified, Rejected}


def test_each_signature_has_a_stretch_of_its_own() -> None:
    provider = IdentityProvider(1)
    bare = verifying(
        Masked(provider.issue(AN, request())), trust=trust_in(provider), expected=EXPECTED, at=AT
    )
    bound = verifying(Masked(CREDENTIAL.sound), trust=credential_trust(), expected=EXPECTED, at=AT)

    assert [len(list(bare)), len(list(bound))] == [2, 4]  # it goes on before each and after each
