"""Step 11: how sure was the issuer? `acr` through the issuer's map, `amr` and `auth_time` as sent.

Whether that is enough depends on the transaction, so it is policy's question; only a claim that cannot be
true is refused here.
"""

from dataclasses import dataclass

from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.trust import AssuranceLevels, IssuerTrust
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Assurance:
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
