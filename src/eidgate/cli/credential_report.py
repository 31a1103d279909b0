"""What an issuer's credentials must be and how wallets must present them, as plain values."""

from typing import Any

from eidgate.core.assertion.sd_jwt_rules import KeyBindingRules
from eidgate.core.assertion.trust import Format, IssuerTrust


def credential_rules(trust: IssuerTrust) -> dict[str, Any] | None:
    """Tell all that holds for the issuer's SD-JWTs alone; None when none is accepted."""
    if Format.SD_JWT not in trust.formats:
        return None
    rules = trust.sd_jwt
    return {
        "typ": None if rules.types is None else sorted(rules.types),
        "vct": sorted(rules.credential_types),
        "required_claims": sorted(rules.required_claims),
        "audiences": sorted(rules.audiences),
        "asked_claims": list(rules.asked_claims),
        "acr": rules.authentication_context,
        "key_binding": _key_binding(rules.key_binding),
    }


def _key_binding(rules: KeyBindingRules) -> dict[str, Any]:
    return {
        "required": rules.required,
        "algorithms": sorted(rules.algorithms),
        "maximum_age_seconds": int(rules.maximum_age.total_seconds()),
        "jti_required": rules.id_required,
        "response_mode": rules.response_mode,
        "minimum_factor_categories": rules.minimum_categories,
    }


def in_words(rules: dict[str, Any] | None) -> str:
    """Put the rules in a few lines for a table."""
    if rules is None:
        return "not accepted"
    level = rules["acr"]
    lines = [
        f"vct {', '.join(rules['vct']) or 'not compared'}",
        f"typ {'not compared' if rules['typ'] is None else ', '.join(rules['typ'])}",
        f"required {', '.join(rules['required_claims']) or 'none beside iss vct exp cnf sub'}",
        f"aud absent or {', '.join(['the caller', *rules['audiences']])}",
        f"asked {', '.join(rules['asked_claims']) or 'nothing beside what the purpose needs'}",
        f"without acr {'unknown' if level is None else f'worth {level}'}",
        _bound(rules["key_binding"]),
    ]
    return "\n".join(lines)


def _bound(rules: dict[str, Any]) -> str:
    conditions = [
        f"{', '.join(rules['algorithms'])} within {rules['maximum_age_seconds']} s",
        *(["with jti"] if rules["jti_required"] else []),
        *([f"response_mode {rules['response_mode']}"] if rules["response_mode"] else []),
        f"{rules['minimum_factor_categories']} factor categories",
    ]
    return f"KB-JWT {'required' if rules['required'] else 'optional'}: {', '.join(conditions)}"
