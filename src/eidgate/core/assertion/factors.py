"""Authentication factors: which of knowledge, possession and inherence a list of methods covers.

Methods come in two spellings: RFC 8176 names (`"pwd"`), which a configuration sorts into categories, and
objects that name their category themselves (`{"inherence": "face_device"}`, EUDI TS12 §3.5).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from eidgate.core.assertion.claims import MAX_LIST_ENTRIES, SignedClaims, check_identifier
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.sd_jwt_rules import FactorCategory
from eidgate.core.reasons import Reason


class Factors(Struct, frozen=True, kw_only=True):
    """The methods as sent, an object written `category:method`, and the categories that they cover."""

    methods: tuple[str, ...] = ()
    categories: frozenset[FactorCategory] = frozenset()


NO_FACTORS: Final = Factors()


def read(claims: SignedClaims, name: str, categories: Mapping[str, FactorCategory]) -> Factors:
    """Read a claim that lists methods; a name that is in no category is kept and counts for none.

    Raises:
        RejectionError: CLAIM_MALFORMED.
    """
    if name not in claims.values:
        return NO_FACTORS
    entries = claims.values[name]
    if not isinstance(entries, list) or not 0 < len(entries) <= MAX_LIST_ENTRIES:
        raise RejectionError(Reason.CLAIM_MALFORMED, f"{name}: not a list of 1-{MAX_LIST_ENTRIES} methods")
    methods: list[str] = []
    covered: set[FactorCategory] = set()
    for entry in entries:
        method, category = _entry(name, entry, categories)
        methods.append(method)
        if category is not None:
            covered.add(category)
    return Factors(methods=tuple(methods), categories=frozenset(covered))


def _entry(
    name: str, entry: object, categories: Mapping[str, FactorCategory]
) -> tuple[str, FactorCategory | None]:
    if not isinstance(entry, dict):
        method = check_identifier(name, entry)
        return method, categories.get(method)
    if len(entry) != 1:
        raise RejectionError(Reason.CLAIM_MALFORMED, f"{name}: an object names one category")
    ((key, value),) = entry.items()
    category = _CATEGORIES.get(key)
    if category is None:
        raise RejectionError(Reason.CLAIM_MALFORMED, f"{name}: not a category of factors")
    return f"{key}:{check_identifier(name, value)}", category


_CATEGORIES: Final = MappingProxyType({str(category): category for category in FactorCategory})
