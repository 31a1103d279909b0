"""How PyJWT and joserfc judge a compact JWS, and the reference implementation a presentation of an SD-JWT.

With all that they check by themselves, at our instant.
"""

from typing import Any
from warnings import catch_warnings

from joserfc import jwt as joserfc_jwt
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import import_key
from joserfc.jws import JWSRegistry
from jwcrypto.common import JWException
from jwcrypto.jwk import JWK
from jwt import PyJWT
from jwt.algorithms import OKPAlgorithm
from jwt.api_jwk import PyJWK
from jwt.api_jws import PyJWS
from jwt.exceptions import PyJWTError
from sd_jwt.verifier import SDJWTVerifier

from builders.assertion import AT, AUDIENCE

_PYJWT = PyJWT()
_PYJWT._jws = PyJWS()
_PYJWT._jws.register_algorithm("Ed25519", OKPAlgorithm())  # RFC 9864's name, which PyJWT does not know yet
_CLOCK_OFF = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}  # it can only ask the wall clock


def _for_pyjwt(jwk: dict[str, Any]) -> dict[str, Any]:
    return jwk | {"alg": "EdDSA"} if jwk["alg"] == "Ed25519" else jwk


def accepted_by_pyjwt(text: str, jwk: dict[str, Any], *, audience: str | None = AUDIENCE) -> bool:
    """Whether PyJWT accepts signature, audience (None: there is none) and the types of what it knows.

    It has no clock to pass in.
    """
    key = PyJWK(_for_pyjwt(jwk)).key
    try:
        _PYJWT.decode(text, key, algorithms=[jwk["alg"]], audience=audience, options=_CLOCK_OFF)
    except PyJWTError:
        return False
    return True


def accepted_by_joserfc(
    text: str, jwk: dict[str, Any], *, leeway: int = 60, audience: str | None = AUDIENCE
) -> bool:
    """Whether joserfc accepts signature, audience (None: not asked) and times at `AT`."""
    registry = JWSRegistry(algorithms=[jwk["alg"]], strict_check_header=False)
    asked: dict[str, Any] = {} if audience is None else {"aud": {"essential": True, "value": audience}}
    claims = joserfc_jwt.JWTClaimsRegistry(now=int(AT.timestamp()), leeway=leeway, **asked)
    try:
        with catch_warnings(action="ignore", category=SecurityWarning):  # that "EdDSA" is an old name
            decoded = joserfc_jwt.decode(text, import_key(jwk), algorithms=[jwk["alg"]], registry=registry)
        claims.validate(decoded.claims)
    except (JoseError, ValueError):
        return False
    return True


def shown_by_reference(text: str, jwk: dict[str, Any], *, nonce: str) -> dict[str, Any] | None:
    """Return the claims that the reference implementation reads from a key-bound presentation; None: refused.

    It checks both signatures, digests, `sd_hash`, audience and nonce, with ES256 and SHA-256 alone; no time.
    """
    try:
        verifier = SDJWTVerifier(text, lambda issuer, header: JWK(**jwk), AUDIENCE, nonce)
        shown: dict[str, Any] = verifier.get_verified_payload()
    except (JWException, ValueError, KeyError, TypeError):
        return None
    return shown
