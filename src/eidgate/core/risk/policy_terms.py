"""The words of a policy: its columns, its limits, and the floors that no policy may go below."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias

from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.errors import ConfigurationError
from eidgate.core.reason_texts.assertion import ASSERTION_TEXTS
from eidgate.core.reason_texts.status import STATUS_TEXTS
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import TransactionClass
from eidgate.core.risk.outcome import Outcome

IDENTITY: Final = "identity"
"""The column of an identity check, which has no transaction class."""

Column: TypeAlias = str
"""A transaction class, or `IDENTITY`."""

COLUMNS: Final[tuple[Column, ...]] = (*TransactionClass, IDENTITY)

STRENGTH: Final = {degree: rank for rank, degree in enumerate(TransactionBinding)}
"""NONE < CHALLENGED < SIGNED (assertion profile, "Transaction binding")."""

HIGHEST_ACCOUNT_LEVEL: Final = 2
"""Decree 69/2024 Art. 8."""

HIGHEST_AUTHENTICATION_LEVEL: Final = 4
"""Decree 69/2024 Art. 13."""

LONGEST_AGE: Final = timedelta(days=1)
"""A decision or an authentication that lasts longer than the banking day is a slip, not a policy."""

LONGEST_HOLD: Final = timedelta(hours=72)
"""No hold without an authority lasts longer (`peers.md` part 3: United Kingdom at most 72 hours)."""

_FORGED: Final = (
    Reason.ASSERTION_TOO_LARGE,
    Reason.ASSERTION_MALFORMED,
    Reason.ALG_NOT_ALLOWED,
    Reason.HEADER_NOT_ALLOWED,
    Reason.ISSUER_NOT_TRUSTED,
    Reason.ISSUER_KEY_UNFIT,
    Reason.CERTIFICATE_MALFORMED,
    Reason.CERTIFICATE_WEAK,
    Reason.CERTIFICATE_NOT_TRUSTED,
    Reason.CERTIFICATE_PURPOSE_MISMATCH,
    Reason.CERTIFICATE_REVOKED,
    Reason.SIGNATURE_INVALID,
    Reason.AUDIENCE_MISMATCH,
    Reason.STATUS_REVOKED,
    Reason.JTI_REPLAYED,
    Reason.NONCE_REUSED,
    Reason.TRANSACTION_MISMATCH,
    Reason.SUBJECT_MISMATCH,
    Reason.TAX_CODE_MISMATCH,
    Reason.DISCLOSURE_DUPLICATE,
    Reason.DISCLOSURE_ORPHAN,
    Reason.DISCLOSURE_MALFORMED,
    Reason.KB_INVALID,
)

_CONFIRMED: Final = (
    Reason.PAYEE_LISTED_BLOCK,
    Reason.MERCHANT_LISTED_BLOCK,
    Reason.SITE_LISTED_BLOCK,
    Reason.SOCIAL_ACCOUNT_LISTED_BLOCK,
    Reason.PAYER_LISTED_BLOCK,
    Reason.PHONE_LISTED_BLOCK,
    Reason.DEVICE_LISTED_BLOCK,
    Reason.PERSON_LISTED_BLOCK,
)
"""Confirmed by an authority (`domain.md` 10.14)."""

FLOORS: Final[Mapping[Reason, Outcome]] = {
    **dict.fromkeys(_FORGED, Outcome.DENY),
    **dict.fromkeys(_CONFIRMED, Outcome.HOLD),
    Reason.PAYEE_LISTED_BLOCK: Outcome.DENY,
    Reason.PAYER_LISTED_BLOCK: Outcome.DENY,
    Reason.PAYER_HELD: Outcome.HOLD,
    Reason.PAYEE_HELD: Outcome.STEP_UP,
    Reason.BINDING_SUSPENDED: Outcome.STEP_UP,
    Reason.NUMBER_SUSPENDED: Outcome.STEP_UP,
    Reason.STATUS_SUSPENDED: Outcome.HOLD,
    Reason.STATUS_NOT_VALID: Outcome.HOLD,
    Reason.FORMS_MISSING: Outcome.STEP_UP,
    Reason.DOCUMENT_EXPIRED: Outcome.STEP_UP,
    Reason.BINDING_REVOKED: Outcome.STEP_UP,
    Reason.CONSENT_NOT_PROVEN: Outcome.STEP_UP,
    Reason.TAX_CODE_UNKNOWN: Outcome.STEP_UP,
    Reason.RULE_FAILED: Outcome.STEP_UP,
    Reason.REGULATION_NOT_REVIEWED: Outcome.STEP_UP,
}
"""The least that a policy may make of a reason: forgery, revocation, replay, a confirmed listing and a hold
are never softened, and what its holder disowned, account or number, is asked about once more (ADR 0103)."""


_OF_A_VERIFIED_ONE: Final = frozenset(
    {
        Reason.NONCE_REUSED,
        Reason.JTI_REPLAYED,
        Reason.ASSURANCE_UNKNOWN,
        Reason.ASSURANCE_TOO_LOW,
        Reason.AUTHENTICATION_TOO_OLD,
        Reason.PROVINCE_CODE_UNKNOWN,
        Reason.DOCUMENT_EXPIRY_UNKNOWN,
        Reason.DOCUMENT_EXPIRES_SOON,
        Reason.DOCUMENT_AGE_PASSED,
    }
)
"""What may be said about an assertion that passed every step of the procedure."""

REJECTIONS: Final = frozenset(map(Reason, (*ASSERTION_TEXTS, *STATUS_TEXTS))) - _OF_A_VERIFIED_ONE
"""What a step of the procedure rejects an assertion for, its absence among them: who it was is not known, so
an identity check, which asks nothing else, may not be allowed."""

SAID_ELSEWHERE: Final = frozenset({Reason.EVIDENCE_GAP, Reason.RULE_MATCHED, Reason.SCORE_REACHED})
"""Reasons without a row: the policy's `gaps`, `rules` and `score` say what they mean, case by case."""


class PolicyError(ConfigurationError):
    """A policy that is not acceptable; `path` is the dotted path of the fault in its file."""

    def __init__(self, path: str, description: str) -> None:
        super().__init__(f"{path}: {description}")
        self.path = path
        self.description = description


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Least e-ID account level (1-2) and authentication level (1-4); 0 asks for nothing."""

    account: int
    authentication: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTerms:
    """How long a transaction is held by default and on what ground (Decree 52/2024 Art. 11)."""

    duration: timedelta
    ground: str
