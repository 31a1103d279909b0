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
    account, authentication = facts.account_level, facts.authentication_level
    if account is None or authentication is None:
        yield case.finding("assurance", Reason.ASSURANCE_UNKNOWN)
    if account is not None and account < max(least.account, asked.account_level):
        yield case.finding("assurance", Reason.ASSURANCE_TOO_LOW, account_level=str(account))
    if authentication is not None and authentication < max(least.authentication, asked.authentication_level):
        yield case.finding("assurance", Reason.ASSURANCE_TOO_LOW, authentication_level=str(authentication))
    if (
        facts.authenticated_at is None
        or case.facts.at - facts.authenticated_at > case.policy.authentication_age
    ):
        yield case.finding("assurance", Reason.AUTHENTICATION_TOO_OLD)
