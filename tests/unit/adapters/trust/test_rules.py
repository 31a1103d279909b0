from datetime import timedelta
from typing import Any

import pytest

from builders.assertion import trust_from
from builders.sd_jwt import ISSUER
from eidgate.core.assertion.sd_jwt_rules import METHOD_CATEGORIES, FactorCategory
from eidgate.core.assertion.trust import IssuerTrust
from eidgate.core.errors import ConfigurationError

ENTRY = ISSUER.identity_provider.issuer_configuration() | {
    "formats": ["jwt", "sd-jwt"],
    "sd_jwt": {"vct": ["urn:person:1"]},
}

LEVEL = next(iter(ENTRY["assurance"]))


def built(**changes: Any) -> IssuerTrust:
    (issuer,) = trust_from(ENTRY | changes).issuers.values()
    return issuer


def test_defaults_are_those_of_the_standards() -> None:
    rules = built().sd_jwt

    assert rules.types == {"dc+sd-jwt"}
    assert rules.credential_types == {"urn:person:1"}
    assert rules.required_claims == {"acr", "amr", "auth_time"}
    assert rules.asked_claims == ("sub",)
    assert rules.authentication_context is None
    assert rules.key_binding.required
    assert rules.key_binding.algorithms == {"ES256"}
    assert rules.key_binding.maximum_age == timedelta(seconds=300)
    assert not rules.key_binding.id_required
    assert rules.key_binding.response_mode is None
    assert rules.key_binding.factors_claim == "amr"
    assert rules.key_binding.factor_categories == METHOD_CATEGORIES
    assert rules.key_binding.minimum_categories == 0


@pytest.mark.parametrize(
    ("typ", "jwt", "sd_jwt"),
    [
        (["JWT"], {"JWT"}, {"dc+sd-jwt"}),
        (["dc+sd-jwt", "vc+sd-jwt"], {"JWT"}, {"dc+sd-jwt", "vc+sd-jwt"}),
        (["", "example+sd-jwt"], {""}, {"example+sd-jwt"}),
        (None, {"JWT"}, {"dc+sd-jwt"}),
    ],
)
def test_types_are_sorted_by_format(typ: list[str] | None, jwt: set[str], sd_jwt: set[str]) -> None:
    issuer = built(typ=typ)

    assert (issuer.types, issuer.sd_jwt.types) == (jwt, sd_jwt)


def test_bare_signatures_compare_no_type_and_need_no_vct() -> None:
    issuer = built(profile="signature", typ=None, sd_jwt={})

    assert (issuer.types, issuer.sd_jwt.types) == (None, None)


def test_methods_of_ones_own_stand_beside_the_registered_ones() -> None:
    entry = {"vct": ["x"], "key_binding": {"factor_categories": {"chip": "possession", "sms": "knowledge"}}}

    found = built(sd_jwt=entry).sd_jwt.key_binding.factor_categories

    assert found["chip"] is FactorCategory.POSSESSION
    assert found["sms"] is FactorCategory.KNOWLEDGE
    assert found["pwd"] is FactorCategory.KNOWLEDGE


@pytest.mark.parametrize(
    ("block", "where"),
    [
        ({}, "issuers[0].sd_jwt.vct"),
        ({"vct": []}, "issuers[0].sd_jwt.vct"),
        ({"vct": ["x"], "vcts": ["y"]}, "issuers[0].sd_jwt"),
        ({"vct": ["x"], "acr": "unheard-of"}, "issuers[0].sd_jwt.acr"),
        ({"vct": ["x"], "acr": LEVEL, "ask": ["acr"], "required_claims": []}, "issuers[0].sd_jwt.acr"),
        ({"vct": ["x"], "key_binding": {"algorithms": ["ES256", "none"]}}, "key_binding.algorithms[1]"),
        ({"vct": ["x"], "key_binding": {"algorithms": []}}, "key_binding.algorithms"),
        ({"vct": ["x"], "key_binding": {"maximum_age_seconds": 301}}, "key_binding.maximum_age_seconds"),
        ({"vct": ["x"], "key_binding": {"maximum_age_seconds": 0}}, "key_binding.maximum_age_seconds"),
        ({"vct": ["x"], "key_binding": {"required": False}}, "key_binding"),
        ({"vct": ["x"], "key_binding": {"factor_categories": {"pwd": "luck"}}}, "factor_categories"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_named(block: dict[str, Any], where: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        built(sd_jwt=block)

    assert where in str(caught.value)


@pytest.mark.parametrize("block", [{"ask": ["sub"]}, {"ask": ["acr"], "required_claims": ["acr"]}])
def test_a_level_by_configuration_is_for_issuers_whose_own_nobody_can_withhold(block: dict[str, Any]) -> None:
    assert built(sd_jwt={"vct": ["x"], "acr": LEVEL} | block).sd_jwt.authentication_context == LEVEL
