"""Is the identity assured enough, and was the holder authenticated strongly and lately enough?

Decree 69/2024: account levels 1-2 and authentication levels 1-4 are different things.
"""

from collections.abc import Iterator

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, Case, Seen, seen
from eidgate.core.risk.outcome import Finding


def assurance(case: Case) -> Seen:
    """Find levels that are unknown or below the policy's, and an authentication that is too old."""
    return seen(_findings(case)) if case.facts.assertion.verified else NOT_MONITORED


def _findings(case: Case) -> Iterator[Finding]:
    facts, least, asked = case.facts.assertion, case.policy.levels[case.column], case.facts.expected
    if facts.account_level is None or facts.authentication_level is None:
        yield case.finding("assurance", Reason.ASSURANCE_UNKNOWN)
    elif facts.account_level < max(least.account, asked.account_level) or (
        facts.authentication_level < max(least.authentication, asked.authentication_level)
    ):
        yield case.finding(
            "assurance",
            Reason.ASSURANCE_TOO_LOW,
            account_level=str(facts.account_level),
            authentication_level=str(facts.authentication_level),
        )
    if (
        facts.authenticated_at is None
        or case.facts.at - facts.authenticated_at > case.policy.authentication_age
    ):
        yield case.finding("assurance", Reason.AUTHENTICATION_TOO_OLD)
