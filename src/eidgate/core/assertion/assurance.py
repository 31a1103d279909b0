"""Step 11: how sure was the issuer? `acr` through the issuer's map, `amr` and `auth_time` as sent.

An SD-JWT was issued long before it is presented, so its own `amr` and `auth_time` say nothing about today.
With a KB-JWT the factors are those that the wallet checked (EUDI TS12 §3.5), the time is the KB-JWT's, since
using the key is the authentication, and the level is the issuer's: its `acr`, or what the configuration says
that a presentation by the confirmed key is worth. A holder never states their own level.

Whether that is enough depends on the transaction, so it is policy's question; only a claim that cannot be
true is refused here.
"""

from msgspec import Struct

from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.holder import Held
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.trust import AssuranceLevels, IssuerTrust
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant


class Assurance(Struct, frozen=True, kw_only=True):
    """What the issuer claims about the authentication."""

    levels: AssuranceLevels | None
    """None when the `acr` is absent or in no map: unknown, which is not low."""
    factors: tuple[str, ...]
    authenticated_at: Instant | None


def read(claims: SignedClaims, issuer: IssuerTrust, *, at: Instant) -> Assurance:
    """Read level, factors and time of the authentication.

    Raises:
        RejectionError: CLAIM_MALFORMED, or ASSERTION_NOT_YET_VALID for an authentication in the future.
    """
    names = issuer.claim_names
    context = claims.text(names.authentication_context)
    authenticated_at = claims.instant(names.authenticated_at)
    if authenticated_at is not None and authenticated_at - issuer.leeway > at:
        raise RejectionError(Reason.ASSERTION_NOT_YET_VALID, "the authentication lies in the future")
    return Assurance(
        levels=issuer.assurance.get(context) if context else None,
        factors=claims.texts(names.authentication_methods) or (),
        authenticated_at=authenticated_at,
    )


def read_held(claims: SignedClaims, issuer: IssuerTrust, held: Held) -> Assurance:
    """Read the assurance of a presentation by the confirmed key.

    Raises:
        RejectionError: CLAIM_MALFORMED.
    """
    named = claims.text(issuer.claim_names.authentication_context)
    context = named or issuer.sd_jwt.authentication_context
    return Assurance(
        levels=issuer.assurance.get(context) if context else None,
        factors=held.factors.methods,
        authenticated_at=held.presented_at,
    )
