"""Step 6 for an SD-JWT VC: a credential lives for months, its presentation for minutes.

What the issuer signed openly is judged before the disclosures: issuer, type, times. What may be disclosed
(`sub` and what the configuration requires) is judged after them, together with the KB-JWT, which plays the
part that `aud`, `jti` and `iat` play in a compact JWS.
"""

from hashlib import sha256
from typing import Final

from eidgate.core.assertion import base64url
from eidgate.core.assertion.claims import SignedClaims, Standing, check_standing
from eidgate.core.assertion.expected import Unchecked
from eidgate.core.assertion.holder import Held
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.trust import IssuerTrust
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, SubjectId

NAMING_CHARACTERS: Final = 43
"""Of a signature in base64url: 256 bits, as many as a hash has, and no two signatures end alike."""


def check_credential(claims: SignedClaims, issuer: IssuerTrust, *, at: Instant) -> None:
    """Hold what is signed openly against the issuer's rules and the instant (SD-JWT VC §2.2.2).

    `exp` is demanded although the draft leaves it out: without an end, a lost wallet is trusted for ever.

    Raises:
        RejectionError: ISSUER_NOT_TRUSTED, TYPE_NOT_ACCEPTED, CLAIM_MISSING, CLAIM_MALFORMED,
            ASSERTION_EXPIRED or ASSERTION_NOT_YET_VALID.
    """
    if claims.values.get("iss") != issuer.issuer:
        raise RejectionError(Reason.ISSUER_NOT_TRUSTED, "iss is not the issuer whose key signed")
    if claims.identifier("vct") not in issuer.sd_jwt.credential_types:
        raise RejectionError(Reason.TYPE_NOT_ACCEPTED, "vct is not on this issuer's list")
    expires_at = claims.required_instant("exp")
    if at >= expires_at + issuer.leeway:
        raise RejectionError(Reason.ASSERTION_EXPIRED, f"by {at - expires_at}")
    for name in ("nbf", "iat"):
        _check_begun(claims.instant(name), issuer, at)


def stand(
    held: Held | None,
    claims: SignedClaims,
    issuer: IssuerTrust,
    *,
    audience: str | Unchecked,
    at: Instant,
) -> Standing:
    """Read subject and one-use id of a presentation, and how long it could be accepted.

    Without a KB-JWT it stands on its own, so all that a compact JWS must say it must say too.

    Raises:
        RejectionError: CLAIM_MISSING, CLAIM_MALFORMED, AUDIENCE_MISMATCH or ASSERTION_NOT_YET_VALID, and
            without `held` those of `check_standing`.
    """
    missing = issuer.sd_jwt.required_claims.difference(claims.values)
    if missing:
        raise RejectionError(Reason.CLAIM_MISSING, ", ".join(sorted(missing)))
    if held is None:
        return check_standing(claims, issuer, audience=audience, at=at)
    _check_verifiers(claims, issuer, audience)
    claims.text("jti")  # the KB-JWT's counts, but other readers refuse one that is no text (RFC 7519 §4.1.7)
    _check_begun(claims.instant("iat"), issuer, at)
    expires_at = claims.required_instant("exp")
    return Standing(
        subject_id=SubjectId(claims.identifier("sub")),
        assertion_id=_one_use_id(held),
        issued_at=held.presented_at,
        expires_at=min(expires_at, held.acceptable_until),
        acceptable_until=min(expires_at + issuer.leeway, held.acceptable_until),
    )


def _check_verifiers(claims: SignedClaims, issuer: IssuerTrust, audience: str | Unchecked) -> None:
    """An issuer may say which verifiers a credential is for, one or several (RFC 7519 §4.1.3).

    The KB-JWT names us alone all the same; so here it is enough to be among them.
    """
    if "aud" not in claims.values:
        return
    named = claims.audiences()
    if audience is not Unchecked.UNCHECKED and not issuer.sd_jwt.audiences.union((audience,)) & set(named):
        raise RejectionError(Reason.AUDIENCE_MISMATCH, "the credential is for other verifiers")


def _one_use_id(held: Held) -> str:
    """Name the presentation: by the KB-JWT's `jti`, or else by the hash of what the holder signed.

    A `jti` is its wallet's choice, so it stands beside the end of the credential's signature: two wallets
    that count from 1 do not use up each other's. `sd_hash` holds the presenter to that very signature. The
    hash leaves the holder's out: an ECDSA signature (r, s) has a twin (r, -s) that anybody can compute, and
    the twin must not pass for a new presentation.
    """
    if held.key_binding_id is None:
        return f"kb-sha256:{base64url.encode(sha256(held.signed_text).digest())}"
    return f"{held.key_binding_id}:{held.credential_text[-NAMING_CHARACTERS:].decode('ascii')}"


def _check_begun(from_when: Instant | None, issuer: IssuerTrust, at: Instant) -> None:
    if from_when is not None and at < from_when - issuer.leeway:
        raise RejectionError(Reason.ASSERTION_NOT_YET_VALID, f"in {from_when - at}")
