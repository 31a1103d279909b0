"""A request that a wallet understands: OpenID4VP 1.0 with a DCQL query, and transaction data as in EUDI TS12.

Pure: a value in, canonical JSON text out. The relying party signs the text as its own request object (RFC
9101, HAIP 1.0 §5); this service has no key that a wallet would know.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from eidgate.core.assertion.sd_jwt_rules import SdJwtRules
from eidgate.core.assertion.transaction_data import CREDENTIAL_ID
from eidgate.core.assertion.trust import IssuerTrust

FORMAT: Final = "dc+sd-jwt"
"""OpenID4VP 1.0 §B.3.1."""

DEFAULT_RESPONSE_MODE: Final = "direct_post"
"""Where the issuer's configuration names none (OpenID4VP 1.0 §8.2)."""

ENCRYPTED_RESPONSE_MODE: Final = "direct_post.jwt"
"""The same with the answer encrypted (OpenID4VP 1.0 §8.3.1)."""

_ANSWERABLE: Final = frozenset({DEFAULT_RESPONSE_MODE, ENCRYPTED_RESPONSE_MODE})
"""Other modes need what a request here cannot know: a redirect address, or the origins of a web page."""

SELF_ISSUED: Final = "https://self-issued.me/v2"
"""`aud` of a request to a wallet whose metadata is not discovered (OpenID4VP 1.0 §5.8)."""

PRIVATE_MEMBERS: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
"""RFC 7518 §6.2.2, §6.3.2 and §6.4."""

RESPONSE_ENCRYPTION: Final = ("A128GCM", "A256GCM")
"""HAIP 1.0 §5."""

MIN_STATE_CHARACTERS: Final = 22
"""128 bits in base64url (OpenID4VP 1.0 §5.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What one relying party asks of one issuer's holders.

    `client_id` is the audience that the KB-JWT must carry. `claims` are the issuer's names. `encryption_keys`
    is the relying party's JWK Set for a response mode that encrypts.
    """

    client_id: str
    nonce: str
    transaction_data: str
    issuer: IssuerTrust
    claims: Sequence[str]
    response_uri: str
    state: str = ""
    encryption_keys: Mapping[str, object] | None = None


def request_object(asking: Asking) -> str:
    """Return the request as canonical JSON text.

    Raises:
        ValueError: the wallet could not answer, or nobody could tell whom it answers.
    """
    rules = asking.issuer.sd_jwt
    mode = rules.key_binding.response_mode or DEFAULT_RESPONSE_MODE
    _check_client(asking)
    _check_answerable(mode, asking)
    _check_tied(rules, asking)
    request: dict[str, Any] = {
        "aud": SELF_ISSUED,
        "client_id": asking.client_id,
        "client_metadata": _metadata(mode, asking),
        "dcql_query": {"credentials": [_credential(rules, asking.claims)]},
        "nonce": asking.nonce,
        "response_mode": mode,
        "response_type": "vp_token",
    }
    if asking.transaction_data:
        request["transaction_data"] = [asking.transaction_data]
    optional = {"response_uri": asking.response_uri, "state": asking.state}
    request |= {name: value for name, value in optional.items() if value}
    return json.dumps(request, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def check_public_keys(key_set: Mapping[str, object]) -> None:
    """Refuse what is no JWK Set that a wallet can encrypt to: it gets the set as it is.

    Public keys alone (RFC 7517 §5), none for signatures, each with a `kid` of its own (OpenID4VP 1.0 §5.1)
    and its `alg` (§8.3).

    Raises:
        ValueError: if it is none.
    """
    keys = key_set.get("keys")
    if not isinstance(keys, list) or not keys:
        raise ValueError("no keys")
    for key in keys:
        if not isinstance(key, dict) or not PRIVATE_MEMBERS.isdisjoint(key):
            raise ValueError("a key that is none, or not public")
        if not all(isinstance(key.get(name), str) and key[name] for name in ("kid", "alg")):
            raise ValueError("a key without kid or alg")
        if key.get("use", "enc") != "enc":
            raise ValueError("a key that is not for encryption")
    if len({key["kid"] for key in keys}) != len(keys):
        raise ValueError("two keys have the same kid")


def _check_client(asking: Asking) -> None:
    """Two prefixes of `client_id` have a meaning that a request from here may not fit (OpenID4VP 1.0 §5.9.3).

    `origin` is what a browser writes, and no wallet accepts it in a request; under `redirect_uri` the name is
    the address itself. Whether a certificate fits the others, only the wallet can see.
    """
    prefix, _, name = asking.client_id.partition(":")
    if prefix == "origin":
        raise ValueError("no wallet accepts a request from an audience that begins with origin:")
    if prefix == "redirect_uri" and name != asking.response_uri:
        raise ValueError("your audience names another address (redirect_uri:) than the answer is to go to")


def _check_answerable(mode: str, asking: Asking) -> None:
    if mode not in _ANSWERABLE:
        raise ValueError(f"{mode}: a request can be written for {' and '.join(sorted(_ANSWERABLE))} only")
    if not asking.response_uri:
        raise ValueError(f"{mode} needs an address that the wallet posts to")
    if mode == ENCRYPTED_RESPONSE_MODE and asking.encryption_keys is None:
        raise ValueError(f"{mode} needs a key that the wallet encrypts to")


def _check_tied(rules: SdJwtRules, asking: Asking) -> None:
    """Without a KB-JWT no nonce comes back, and only `state` ties answer and request (OpenID4VP 1.0 §5.3)."""
    if not rules.key_binding.required and len(asking.state) < MIN_STATE_CHARACTERS:
        raise ValueError(
            "a presentation without holder binding needs a fresh, random state "
            f"of at least {MIN_STATE_CHARACTERS} characters"
        )


def _credential(rules: SdJwtRules, claims: Sequence[str]) -> dict[str, Any]:
    """One credential of the issuer's types; each claim once, in the order asked (OpenID4VP 1.0 §6.1).

    An empty list of claims does not exist: without one, nothing that could be withheld is asked for.
    """
    credential: dict[str, Any] = {
        "format": FORMAT,
        "id": CREDENTIAL_ID,
        "meta": {"vct_values": sorted(rules.credential_types)},
        "require_cryptographic_holder_binding": rules.key_binding.required,
    }
    if claims:
        credential["claims"] = [{"path": [name]} for name in dict.fromkeys(claims)]
    return credential


def _metadata(mode: str, asking: Asking) -> dict[str, Any]:
    """What we can verify (OpenID4VP 1.0 §B.3.4), and how the answer is to be encrypted, if it is (§5.1)."""
    algorithms = {
        "kb-jwt_alg_values": sorted(asking.issuer.sd_jwt.key_binding.algorithms),
        "sd-jwt_alg_values": sorted(asking.issuer.algorithms),
    }
    metadata: dict[str, Any] = {"vp_formats_supported": {FORMAT: algorithms}}
    if mode == ENCRYPTED_RESPONSE_MODE:
        metadata["encrypted_response_enc_values_supported"] = list(RESPONSE_ENCRYPTION)
        metadata["jwks"] = asking.encryption_keys
    return metadata
