"""Step 8: does the presenter hold the key that the issuer confirmed, and did they sign this presentation?

The key-binding JWT (RFC 9901 §4.3, OpenID4VP 1.0 §B.3.6) with what EUDI TS12 §3.5 adds for payments. Its
`nonce` and `transaction_data_hashes` are read in steps 9 and 10, like those of a compact JWS.
"""

from typing import Final

from msgspec import Struct

from eidgate.core.assertion import factors
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.disclosures import digest_name, digest_of
from eidgate.core.assertion.expected import Unchecked
from eidgate.core.assertion.factors import Factors
from eidgate.core.assertion.jws import UnverifiedJws, check_header, check_type, parse_claims
from eidgate.core.assertion.keys import PinnedKey, UnfitKeyError, pin
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.sd_jwt import UnverifiedSdJwt
from eidgate.core.assertion.sd_jwt_rules import KeyBindingRules
from eidgate.core.assertion.trust import ClaimNames, IssuerTrust
from eidgate.core.reasons import Reason
from eidgate.core.stretches import Stretches
from eidgate.core.terms import Instant

KEY_BINDING_TYPES: Final = frozenset({"kb+jwt"})
"""RFC 9901 §4.3."""

KEY_BINDING_NAMES: Final = ClaimNames()
"""What the claims of a KB-JWT are called; its names are the standards', whoever issued the credential."""

_OTHER_KEYS: Final = frozenset({"jwe", "jku"})
"""Beside `jwk` they would name a second key (RFC 7800 §3.1); a `kid` only names the first again."""

_TEXTS: Final = frozenset({"iss", "sub"})
"""Claims of no meaning in a KB-JWT that must be texts all the same (RFC 7519 §4.1), as other readers hold."""


class Held(Struct, frozen=True, kw_only=True):
    """What the holder of the confirmed key stated, and until when we would believe it."""

    claims: SignedClaims
    credential_text: bytes
    """The issuer-signed JWT as sent."""
    signed_text: bytes
    """Header and claims of the KB-JWT as sent."""
    key_binding_id: str | None
    """`jti`."""
    presented_at: Instant
    acceptable_until: Instant
    factors: Factors


def check_holder(
    presented: UnverifiedSdJwt | None,
    signed: SignedClaims,
    issuer: IssuerTrust,
    audience: str | Unchecked,
    *,
    at: Instant,
) -> Stretches[Held | None]:
    """Check the KB-JWT; None when there is none and the issuer's rules, or its format, do without.

    `signed` is what the issuer signed, digests included. Its signature has a stretch of its own, as the
    issuer's has.

    Raises:
        RejectionError: KB_MISSING, those of `check_possession`, AUDIENCE_MISMATCH, KB_TOO_OLD, KB_IN_FUTURE,
            NONCE_MISSING, CLAIM_MISSING, CLAIM_MALFORMED, RESPONSE_MODE_MISMATCH or FACTORS_TOO_WEAK.
    """
    if presented is None:
        return None
    rules = issuer.sd_jwt.key_binding
    if presented.key_binding is None:
        if rules.required:
            raise RejectionError(Reason.KB_MISSING)
        return None
    claims = yield from check_possession(presented, presented.key_binding, signed, rules)
    named = claims.identifier("aud")
    if audience is not Unchecked.UNCHECKED and audience != named:
        raise RejectionError(Reason.AUDIENCE_MISMATCH, "the presentation is for somebody else")
    presented_at = _check_time(claims, issuer, at)
    if claims.text(KEY_BINDING_NAMES.nonce) is None:
        raise RejectionError(Reason.NONCE_MISSING, "a KB-JWT answers a nonce")
    for name in _TEXTS.intersection(claims.values):
        claims.text(name)
    _check_response_mode(claims, rules)
    return Held(
        claims=claims,
        credential_text=presented.issued,
        signed_text=presented.key_binding.signing_input,
        key_binding_id=_identifier(claims, rules),
        presented_at=presented_at,
        acceptable_until=presented_at + rules.maximum_age,
        factors=_check_factors(claims, rules),
    )


def check_possession(
    presented: UnverifiedSdJwt, key_binding: UnverifiedJws, signed: SignedClaims, rules: KeyBindingRules
) -> Stretches[SignedClaims]:
    """Check that the confirmed key signed the KB-JWT and that it is about this very presentation.

    Raises:
        RejectionError: TYPE_NOT_ACCEPTED, HEADER_NOT_ALLOWED, ALG_NOT_ALLOWED, HOLDER_KEY_MISSING,
            HOLDER_KEY_UNSUPPORTED, KB_INVALID or ASSERTION_MALFORMED.
    """
    algorithm = ALGORITHMS.get(key_binding.header.algorithm)
    if algorithm is None or algorithm.name not in rules.algorithms:
        raise RejectionError(Reason.ALG_NOT_ALLOWED, "the KB-JWT's is none that a holder may use")
    check_header(key_binding.header)
    check_type(key_binding.header, KEY_BINDING_TYPES)
    key = _holder_key(signed)
    if algorithm.name not in key.algorithms:
        raise RejectionError(Reason.KB_INVALID, "the holder's key is not for this algorithm")
    yield
    if not algorithm.verifies(key_binding.signature, key_binding.signing_input, key.public_key):
        raise RejectionError(Reason.KB_INVALID, "not signed by the holder's key")
    yield
    claims = SignedClaims(values=parse_claims(key_binding.payload))
    if claims.text("sd_hash") != digest_of(presented.presented, digest_name(signed)):
        raise RejectionError(Reason.KB_INVALID, "sd_hash is not of what was presented")
    return claims


def _holder_key(signed: SignedClaims) -> PinnedKey:
    """Pin `cnf.jwk` (RFC 7800 §3.2); a key by reference would have to be fetched, which nothing here does."""
    confirmation = signed.values.get("cnf")
    if confirmation is None:
        raise RejectionError(Reason.HOLDER_KEY_MISSING, "no cnf")
    if not isinstance(confirmation, dict) or not isinstance(confirmation.get("jwk"), dict):
        raise RejectionError(Reason.HOLDER_KEY_UNSUPPORTED, "cnf names its key otherwise than as a jwk")
    if not _OTHER_KEYS.isdisjoint(confirmation):
        raise RejectionError(Reason.HOLDER_KEY_UNSUPPORTED, "cnf names more keys than one")
    try:
        return pin(confirmation["jwk"])
    except UnfitKeyError as error:
        raise RejectionError(Reason.HOLDER_KEY_UNSUPPORTED, f"the key is refused: {error}") from error


def _check_time(claims: SignedClaims, issuer: IssuerTrust, at: Instant) -> Instant:
    """Hold `iat`, and `nbf` and `exp` where a wallet adds them, against the instant.

    Leeway counts towards the future only: the maximum age is already a tolerance.
    """
    presented_at = claims.required_instant("iat")
    counts_from = max(presented_at, claims.instant("nbf") or presented_at)
    if at < counts_from - issuer.leeway:
        raise RejectionError(Reason.KB_IN_FUTURE, f"by {counts_from - at}")
    ends_at = presented_at + issuer.sd_jwt.key_binding.maximum_age
    if at >= min(ends_at, claims.instant("exp") or ends_at):
        raise RejectionError(Reason.KB_TOO_OLD, f"made {at - presented_at} ago")
    return presented_at


def _check_response_mode(claims: SignedClaims, rules: KeyBindingRules) -> None:
    """An answer that took another way than the one asked for may have been diverted (EUDI TS12)."""
    if rules.response_mode is not None and claims.text("response_mode") != rules.response_mode:
        raise RejectionError(Reason.RESPONSE_MODE_MISMATCH)


def _identifier(claims: SignedClaims, rules: KeyBindingRules) -> str | None:
    if "jti" not in claims.values and not rules.id_required:
        return None
    return claims.identifier("jti")


def _check_factors(claims: SignedClaims, rules: KeyBindingRules) -> Factors:
    """Two methods of one category are one factor: whoever breaks the one can break the other."""
    found = factors.read(claims, rules.factors_claim, rules.factor_categories)
    if len(found.categories) < rules.minimum_categories:
        raise RejectionError(
            Reason.FACTORS_TOO_WEAK, f"{len(found.categories)} categories, {rules.minimum_categories} needed"
        )
    return found
