from datetime import timedelta
from typing import Any

import pytest

from builders.assertion import AT, expecting, rejected, request, verified
from builders.sd_jwt import SCENE, judge_presentation, wallet
from eidgate.core.assertion.expected import Unchecked
from eidgate.core.assertion.verdict import HolderBinding
from eidgate.core.reasons import Reason

NOW = SCENE.now


def bound(*without: str, rules: dict[str, Any] | None = None, **claims: Any) -> Any:
    return judge_presentation(SCENE.with_key_binding(*without, **claims), key_binding=rules or {})


def test_the_holder_shows_possession_of_the_confirmed_key() -> None:
    verdict = verified(judge_presentation(SCENE.sound))

    assert verdict.holder_binding is HolderBinding.KEY
    assert verdict.factors == ("knowledge:pin_6_or_more_digits", "inherence:face_device")
    assert (verdict.issued_at, verdict.authenticated_at) == (AT, AT)
    assert verdict.expires_at == verdict.acceptable_until == AT + timedelta(seconds=300)


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"kid": "1"}, None),
        ({"another": {}}, None),
        ({"jku": "https://stranger.example"}, Reason.HOLDER_KEY_UNSUPPORTED),
        ({"jwe": "a.b.c.d.e"}, Reason.HOLDER_KEY_UNSUPPORTED),
    ],
)
def test_a_credential_confirms_one_key_and_no_second(
    members: dict[str, object], reason: Reason | None
) -> None:
    verdict = judge_presentation(SCENE.with_credential(cnf=SCENE.claims["cnf"] | members))

    assert verified(verdict) if reason is None else rejected(verdict) == (reason, 8)


@pytest.mark.parametrize(
    ("seconds", "reason"),
    [
        (-300, Reason.KB_TOO_OLD),
        (-299, None),
        (60, None),
        (61, Reason.KB_IN_FUTURE),
    ],
)
def test_a_presentation_counts_for_five_minutes_and_a_minute_of_leeway_ahead(
    seconds: int, reason: Reason | None
) -> None:
    verdict = bound(iat=NOW + seconds)

    if reason is None:
        verified(verdict)
    else:
        assert rejected(verdict) == (reason, 8)


def test_the_maximum_age_may_be_shorter() -> None:
    assert rejected(bound(rules={"maximum_age_seconds": 30}, iat=NOW - 30)) == (Reason.KB_TOO_OLD, 8)
    verified(bound(rules={"maximum_age_seconds": 30}, iat=NOW - 29))


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"exp": NOW}, Reason.KB_TOO_OLD),
        ({"exp": NOW + 1}, None),
        ({"nbf": NOW + 61}, Reason.KB_IN_FUTURE),
        ({"nbf": NOW + 60}, None),
    ],
)
def test_a_wallet_may_narrow_the_time(claims: dict[str, int], reason: Reason | None) -> None:
    verdict = bound(**claims)

    assert verified(verdict) if reason is None else rejected(verdict) == (reason, 8)


def test_the_offline_case_may_leave_the_audience_open() -> None:
    presented = SCENE.with_key_binding(aud="https://anybody.example")

    assert rejected(judge_presentation(presented)) == (Reason.AUDIENCE_MISMATCH, 8)
    verified(judge_presentation(presented, expecting(audience=Unchecked.UNCHECKED)))


@pytest.mark.parametrize("name", ["iss", "sub"])
@pytest.mark.parametrize("value", [None, 1, "", ["x"]])
def test_registered_claims_without_a_meaning_are_texts_all_the_same(name: str, value: object) -> None:
    verified(bound(**{name: "wallet"}))

    assert rejected(bound(**{name: value})) == (Reason.CLAIM_MALFORMED, 8)


def test_the_response_mode_is_compared_only_where_one_was_asked_for() -> None:
    assert rejected(bound(response_mode="fragment")) == (Reason.RESPONSE_MODE_MISMATCH, 8)
    verified(bound(rules={"response_mode": None}, response_mode="fragment"))
    verified(bound("response_mode", rules={"response_mode": None}))


@pytest.mark.parametrize(
    "methods",
    [
        [{"knowledge": "other"}, {"possession": "other"}],
        ["pwd", "face"],
        ["pwd", {"inherence": "other"}],
    ],
)
def test_two_categories_are_two_factors(methods: list[Any]) -> None:
    verified(bound(amr=methods))


@pytest.mark.parametrize(
    "methods",
    [
        [{"knowledge": "pin_6_or_more_digits"}, {"knowledge": "other"}],
        ["pwd", "pin"],
        ["pwd", "mfa"],
        ["unheard-of", "of-it"],
    ],
)
def test_two_methods_of_one_category_are_one_factor(methods: list[Any]) -> None:
    assert rejected(bound(amr=methods)) == (Reason.FACTORS_TOO_WEAK, 8)


@pytest.mark.parametrize("methods", [[], "pwd", [1], [""], [{}], [{"knowledge": 1}], ["pwd"] * 17])
def test_a_list_of_methods_is_short_and_of_texts(methods: Any) -> None:
    assert rejected(bound(amr=methods)) == (Reason.CLAIM_MALFORMED, 8)


def test_factors_may_stand_elsewhere_and_be_sorted_otherwise() -> None:
    rules = {
        "factors_claim": "authentication_factors",
        "factor_categories": {"vneid-face": "inherence", "vneid-code": "knowledge"},
    }

    verdict = verified(bound("amr", rules=rules, authentication_factors=["vneid-face", "vneid-code"]))

    assert verdict.factors == ("vneid-face", "vneid-code")


def test_without_a_demand_factors_may_be_absent() -> None:
    assert verified(bound("amr", rules={"minimum_factor_categories": 0})).factors == ()


def test_a_presentation_by_another_algorithm_than_the_key_is_invalid() -> None:
    presented = SCENE.with_key_binding_header(alg="ES384")

    verdict = judge_presentation(presented, key_binding={"algorithms": ["ES256", "ES384"]})

    assert rejected(verdict) == (Reason.KB_INVALID, 8)


def test_a_signature_of_the_same_algorithm_by_another_is_invalid() -> None:
    sound = SCENE.sound
    twin = sound[:-10] + ("A" * 10 if sound[-10:] != "A" * 10 else "B" * 10)

    assert rejected(judge_presentation(twin)) == (Reason.KB_INVALID, 8)


def test_the_credential_alone_may_do_where_no_holder_is_demanded_and_then_must_say_everything() -> None:
    rules = {"require": False}
    bare = wallet().shown()

    assert rejected(judge_presentation(bare, key_binding=rules)) == (Reason.CLAIM_MISSING, 6)


def test_a_bearer_sd_jwt_is_held_to_the_rules_of_a_compact_jws() -> None:
    asked = request()
    claims = ISSUER_CLAIMS | SCENE.issuer.identity_provider.claims(SCENE.citizen, asked)
    credential = SCENE.issuer.sign(claims, {})

    verdict = verified(judge_presentation(f"{credential.issued}~", key_binding={"require": False}))

    assert verdict.holder_binding is HolderBinding.NONE
    assert verdict.assertion_id == claims["jti"]
    assert rejected(judge_presentation(f"{credential.issued}~")) == (Reason.KB_MISSING, 8)


ISSUER_CLAIMS = {"vct": SCENE.claims["vct"]}
