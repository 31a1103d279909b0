"""Step 13: is the assertion still in force, by its issuer's status list?

Token Status Lists are not read here yet, so an issuer whose policy demands a status is answered with the
reason for an unavailable one: closed, and never silently ignored.
"""

from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.trust import IssuerTrust, StatusPolicy
from eidgate.core.reasons import Reason


def check(issuer: IssuerTrust) -> None:
    """Refuse when a status is demanded (STATUS_UNAVAILABLE); go on when the issuer's policy ignores it."""
    if issuer.status is StatusPolicy.REQUIRE:
        raise RejectionError(Reason.STATUS_UNAVAILABLE, "status lists cannot be checked")
