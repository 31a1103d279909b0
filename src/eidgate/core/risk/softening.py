"""Lists that may soften: whom the risk team knows so well that a named reason means less.

Softening looks at one finding and one list, never at other findings: one more finding still never softens.
Below a step-up it needs an end and a second approval (elsewhere, "allow bypasses block" is the trap).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final

from eidgate.core.desk.identifier import Identifier, identifier_of
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.shape import replace
from eidgate.core.terms import Instant

LONGEST_TO_ALLOW: Final = timedelta(days=183)
"""How far ahead a list that softens below a step-up may end: half a year, then two people look again.
Without a bound an end in the year 9999 would be none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Softening:
    """One list. `members` are digests of payees (`member_digest`); `until` is None where it has no end."""

    list_id: str
    why: str
    reasons: frozenset[Reason]
    to: Outcome
    members: frozenset[str]
    until: Instant | None


def member_digest(identifier: Identifier) -> str:
    """Name a member in a policy's text without its number: SHA-256 of kind and value, hex.

    It keeps numbers from being read, not from being guessed: who has the policy can try one after another.
    """
    return sha256(identifier.key.encode()).hexdigest()


def open_ended(lists: Sequence[Softening], at: Instant) -> str:
    """Return the first list below a step-up that ends too far ahead, or "" for none."""
    far = (
        one.list_id
        for one in lists
        if one.to is Outcome.ALLOW and (one.until is None or one.until - at > LONGEST_TO_ALLOW)
    )
    return next(far, "")


def soften(
    findings: list[Finding], facts: Facts, lists: Sequence[Softening], points: Mapping[Outcome, int]
) -> list[Finding]:
    """Return the findings, each with the softest outcome that a list of its payee grants it."""
    if not lists or facts.transaction is None or facts.transaction.payee is None:
        return findings
    payee = member_digest(identifier_of(facts.transaction.payee))
    granted = _granted(payee, facts.at, lists)
    return [_softer(one, granted[one.reason], points) if one.reason in granted else one for one in findings]


def _granted(payee: str, at: Instant, lists: Sequence[Softening]) -> Mapping[Reason, Softening]:
    """Return the list that counts for each reason; the softest does, and its id breaks ties."""
    ordered = sorted(lists, key=lambda one: (-one.to, one.list_id))
    return {
        reason: one
        for one in ordered
        if payee in one.members and (one.until is None or at < one.until)
        for reason in one.reasons
    }


def _softer(finding: Finding, by: Softening, points: Mapping[Outcome, int]) -> Finding:
    if finding.outcome <= by.to:
        return finding
    evidence = {**finding.evidence, "softened_from": finding.outcome.name.lower(), "softened_by": by.list_id}
    return replace(finding, outcome=by.to, points=min(finding.points, points[by.to]), evidence=evidence)
