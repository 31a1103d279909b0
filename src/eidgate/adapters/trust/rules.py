"""The rules of one issuer entry that depend on the format: types, algorithms, what holds for SD-JWTs."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from eidgate.adapters.trust.schema import IssuerEntry, KeyBindingEntry
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.sd_jwt_rules import (
    METHOD_CATEGORIES,
    FactorCategory,
    KeyBindingRules,
    SdJwtRules,
)
from eidgate.core.errors import ConfigurationError

_SUFFIX: Final = "+sd-jwt"
"""The structured suffix of every SD-JWT's media type (RFC 9901 §11.5)."""


def known_algorithms(names: Sequence[str], where: str) -> frozenset[str]:
    """Return the names, all of algorithms that we verify.

    Raises:
        ConfigurationError: naming the first that is none.
    """
    for index, name in enumerate(names):
        if name not in ALGORITHMS:
            raise ConfigurationError(f"{where}[{index}]: not one of {', '.join(ALGORITHMS)}")
    return frozenset(names)


def jwt_types(entry: IssuerEntry) -> frozenset[str] | None:
    """Return the `typ` values of a compact JWS; None for bare signatures: not compared."""
    named = frozenset(name for name in entry.typ or () if not name.endswith(_SUFFIX))
    return named or (None if _uncompared(entry) else frozenset({"JWT"}))


def sd_jwt_rules(entry: IssuerEntry, where: str) -> SdJwtRules:
    """Return what is accepted of the issuer as SD-JWT.

    Raises:
        ConfigurationError: the format is accepted, but no type of credential.
    """
    written = entry.sd_jwt
    if "sd-jwt" in entry.formats and not written.vct and entry.profile == "assertion":
        raise ConfigurationError(f"{where}.sd_jwt.vct: name at least one type of credential")
    required = entry.required_claims if written.required_claims is None else written.required_claims
    return SdJwtRules(
        types=_sd_jwt_types(entry),
        credential_types=frozenset(written.vct),
        required_claims=frozenset(required),
        audiences=frozenset(written.audiences),
        asked_claims=written.ask,
        authentication_context=_context(entry, required, where),
        key_binding=_key_binding(written.key_binding, f"{where}.sd_jwt.key_binding"),
    )


def _sd_jwt_types(entry: IssuerEntry) -> frozenset[str] | None:
    named = frozenset(name for name in entry.typ or () if name.endswith(_SUFFIX))
    return named or (None if _uncompared(entry) else frozenset({"dc+sd-jwt"}))


def _uncompared(entry: IssuerEntry) -> bool:
    return entry.typ is None and entry.profile == "signature"


def _context(entry: IssuerEntry, required: Sequence[str], where: str) -> str | None:
    """A claim that wallets are asked for can be withheld, and whoever withholds a low level gets this one."""
    context = entry.sd_jwt.acr
    if context is None:
        return None
    if context not in entry.assurance:
        raise ConfigurationError(f"{where}.sd_jwt.acr: not in the issuer's assurance map")
    if entry.claims.acr in entry.sd_jwt.ask and entry.claims.acr not in required:
        raise ConfigurationError(
            f"{where}.sd_jwt.acr: wallets are asked for the claim, so a holder could withhold a lower one: "
            "require the claim, or do not ask for it"
        )
    return context


def _key_binding(entry: KeyBindingEntry, where: str) -> KeyBindingRules:
    named = {method: FactorCategory(category) for method, category in entry.factor_categories.items()}
    return KeyBindingRules(
        required=entry.require,
        algorithms=known_algorithms(entry.algorithms, f"{where}.algorithms"),
        maximum_age=timedelta(seconds=entry.maximum_age_seconds),
        id_required=entry.require_jti,
        response_mode=entry.response_mode,
        factors_claim=entry.factors_claim,
        factor_categories={**METHOD_CATEGORIES, **named},
        minimum_categories=entry.minimum_factor_categories,
    )
