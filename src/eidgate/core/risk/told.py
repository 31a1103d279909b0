"""What the caller is told of a recorded decision: all of it, but of a person no more than the purpose allows.

A note on an accepted assertion gives away what it was read from: who lately passed an age at which cards
change is 14, 25, 40 or 60. The institution that keeps the payer's account knows its customer; anybody else,
and whoever checks an identity, is told a note only beside the attribute itself, or where it is a ground of
the outcome: by what the policy makes of it, or of the score. The record keeps all.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from eidgate.core.purposes import Attribute
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.risk.record import DecisionRecord

READ_FROM: Final[Mapping[Reason, Attribute]] = MappingProxyType(
    {
        Reason.PROVINCE_CODE_UNKNOWN: Attribute.PERSONAL_NUMBER,
        Reason.DOCUMENT_EXPIRES_SOON: Attribute.DOCUMENT_EXPIRES_ON,
        Reason.DOCUMENT_AGE_PASSED: Attribute.BIRTH_DATE,
    }
)
"""By note: the attribute of which it says something."""

Scored = tuple[Finding, int]
"""A finding, and what it added to the score."""


def findings(record: DecisionRecord) -> list[Scored]:
    """Return the findings that the caller learns; what they added to the score is the score that is told."""
    scored = list(zip(record.decision.findings, record.decision.contributions, strict=True))
    if _is_customers(record) or _score_counts(record):
        return scored
    answered = {source.attribute for source in record.disclosed}
    return [one for one in scored if not _gives_away(one[0], answered)]


def adult(record: DecisionRecord) -> bool | None:
    """Whether the person is of age, for a caller who may go on; None when it is not known or not told."""
    return record.adult if record.decision.outcome is Outcome.ALLOW else None


def _is_customers(record: DecisionRecord) -> bool:
    transaction = record.facts.transaction
    return transaction is not None and transaction.payer.institution == record.facts.provider


def _score_counts(record: DecisionRecord) -> bool:
    return any(finding.reason is Reason.SCORE_REACHED for finding in record.decision.findings)


def _gives_away(finding: Finding, answered: set[str]) -> bool:
    attribute = READ_FROM.get(finding.reason)
    return attribute is not None and attribute not in answered and finding.outcome is Outcome.ALLOW
