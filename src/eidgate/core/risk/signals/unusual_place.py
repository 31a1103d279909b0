"""Does the account pay from a country from which it never pays? The country is that of the IP address.

What the caller never told is not held against anybody: the countries of an account must have been told for a
while before any is unusual for it. As with hours, one that came up within the last day is not usual yet.
"""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen
from eidgate.core.risk.proof import unless_face
from eidgate.core.risk.signals.unusual_hour import USUAL_AFTER


def unusual_place(case: Case) -> Seen:
    """Find a country that is new to an account whose countries are known."""
    payment, country = case.personal, case.facts.session.ip_country
    if payment is None or not country or payment.history.places_since is None:
        return NOT_MONITORED
    at, since = case.facts.at, payment.history.place_since
    if at - payment.history.places_since < case.policy.parameters.unusual_place.least_history:
        return NOT_MONITORED
    if since is not None and at - since >= USUAL_AFTER:
        return NOTHING
    return unless_face(case, [case.finding("unusual_place", Reason.PLACE_UNUSUAL, country=country)])
