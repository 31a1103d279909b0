"""A JWK Set → pinned keys; the keys that must not be used stay known, each with the cause."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from eidgate.adapters.trust.reading import decode_json
from eidgate.adapters.trust.schema import JwksEntry
from eidgate.core.assertion.certified_jwk import check_certificate
from eidgate.core.assertion.keys import PinnedKey, UnfitKey, UnfitKeyError, pin
from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import Instant

MAX_KEYS: Final = 64
"""Identity providers publish two to ten; each costs up to a millisecond to judge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedKeySet:
    """A key set as it came from its URI, and when; its age counts from then, over restarts."""

    content: bytes
    fetched_at: Instant


def read_key_set(where: str, content: bytes) -> tuple[tuple[PinnedKey, ...], tuple[UnfitKey, ...]]:
    """Return the fit and the unfit keys of a fetched set.

    Raises:
        ConfigurationError: if it is no JWK Set, or `judge_all` refuses it.
    """
    return judge_all(decode_json(where, content, JwksEntry), where)


def judge_all(jwks: JwksEntry, where: str) -> tuple[tuple[PinnedKey, ...], tuple[UnfitKey, ...]]:
    """Return the fit and the unfit keys of a set.

    Raises:
        ConfigurationError: if it is empty, too large or gives one name to two keys.
    """
    if not jwks.keys:
        raise ConfigurationError(f"{where}.keys: empty; an issuer needs at least one key")
    if len(jwks.keys) > MAX_KEYS:
        raise ConfigurationError(f"{where}.keys: more than {MAX_KEYS}")
    named = [jwk["kid"] for jwk in jwks.keys if "kid" in jwk]
    if len(set(map(repr, named))) != len(named):
        raise ConfigurationError(f"{where}.keys: two keys have the same kid")
    judged = [_judge(jwk) for jwk in jwks.keys]
    fit = tuple(key for key in judged if isinstance(key, PinnedKey))
    return fit, tuple(key for key in judged if isinstance(key, UnfitKey))


def _judge(jwk: Mapping[str, Any]) -> PinnedKey | UnfitKey:
    try:
        key = pin(jwk)
        check_certificate(jwk, key)
    except UnfitKeyError as error:
        key_id = jwk.get("kid")
        return UnfitKey(key_id=key_id if isinstance(key_id, str) else None, why=str(error))
    return key
