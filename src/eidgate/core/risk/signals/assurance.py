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
    if _is_short(facts.account_level, least=least.account, asked=asked.account_level):
        yield case.finding("assurance", Reason.ASSURANCE_TOO_LOW, account_level=_told(facts.account_level))
    if _is_short(facts.authentication_level, least=least.authentication, asked=asked.authentication_level):
        told = _told(facts.authentication_level)
        yield case.finding("assurance", Reason.ASSURANCE_TOO_LOW, authentication_level=told)
    if (
        facts.authenticated_at is None
        or case.facts.at - facts.authenticated_at > case.policy.authentication_age
    ):
        yield case.finding("assurance", Reason.AUTHENTICATION_TOO_OLD)


def _is_short(level: int | None, *, least: int, asked: int) -> bool:
    """Whether a level is below what policy or caller ask; unknown never meets what the caller asks for."""
    return bool(asked) if level is None else level < max(least, asked)


def _told(level: int | None) -> str:
    return "unknown" if level is None else str(level)
