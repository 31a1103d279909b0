"""The policy: what the risk team decided each reason means for each class, and the parameters of the signals.

A policy must speak about every reason for every column: nothing is allowed by default, so a gap in the policy
is refused when it is loaded. Some reasons have a floor that no policy may go below.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final, TypeAlias

from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.binding.evidence import EvidenceTerms, Weight
from eidgate.core.binding.registry import RegistryResult
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Regime, TransactionClass
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parameters import SignalParameters
from eidgate.core.terms import TransactionKind

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
    Reason.STATUS_SUSPENDED: Outcome.HOLD,
    Reason.STATUS_NOT_VALID: Outcome.HOLD,
    Reason.FORMS_MISSING: Outcome.STEP_UP,
    Reason.DOCUMENT_EXPIRED: Outcome.STEP_UP,
    Reason.BINDING_REVOKED: Outcome.STEP_UP,
    Reason.CONSENT_NOT_PROVEN: Outcome.STEP_UP,
}
"""The least that a policy may make of a reason: forgery, revocation, replay, a confirmed
listing and a hold are never softened."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A complete policy; `digest` (SHA-256 of its file, hex) names exactly this text.

    `judged_as` gives the class by which a kind without money is judged. `consent` is the least transaction
    binding per class. `evidence` is what else
    a new binding must rest on. `points` is what one finding of an outcome adds to the score.

    Raises:
        PolicyError: something is missing, off limits, below its floor, or softer for a stronger class.
    """

    version: str
    digest: str
    outcomes: Mapping[Reason, Mapping[Column, Outcome]]
    levels: Mapping[Column, Levels]
    consent: Mapping[Column, TransactionBinding]
    judged_as: Mapping[TransactionKind, TransactionClass]
    binding: Levels
    evidence: EvidenceTerms
    points: Mapping[Outcome, int]
    hold: HoldTerms
    valid_for: timedelta
    authentication_age: timedelta
    clock_skew: timedelta
    parameters: SignalParameters

    def __post_init__(self) -> None:
        _check_complete(self)
        _check_floors(self)
        _check_ladders(self)
        _check_levels(self)
        _check_evidence(self)
        _check_limits(self)

    def outcome(self, reason: Reason, column: Column) -> Outcome:
        """Return what this reason means for this class."""
        return self.outcomes[reason][column]


_STEPS: Final = (*pairwise(Regime.INDIVIDUAL.ladder), *pairwise(Regime.CARD_NOT_PRESENT.ladder))
"""Each class with the next stronger one of its ladder."""


def _check_complete(policy: Policy) -> None:
    for reason in Reason:
        if set(policy.outcomes.get(reason, ())) != set(COLUMNS):
            raise PolicyError(f"outcomes.{reason}", f"must say what it means for {', '.join(COLUMNS)}")
    for name, table in (("levels", policy.levels), ("consent", policy.consent)):
        if set(table) != set(COLUMNS):
            raise PolicyError(name, f"must have exactly {', '.join(COLUMNS)}")
    unpaid = {kind for kind in TransactionKind if not kind.moves_money}
    if set(policy.judged_as) != unpaid:
        raise PolicyError("judged_as", f"must have exactly {', '.join(sorted(unpaid))}")
    if set(policy.points) != set(Outcome):
        raise PolicyError("points", "must have exactly allow, step_up, hold, deny")


def _check_floors(policy: Policy) -> None:
    for reason, floor in FLOORS.items():
        for column, outcome in policy.outcomes[reason].items():
            if outcome < floor:
                raise PolicyError(f"outcomes.{reason}.{column}", f"may not be below {floor.name.lower()}")


def _check_ladders(policy: Policy) -> None:
    """A stronger class is never treated more softly, so that a larger amount never is either."""
    for weak, strong in _STEPS:
        for reason, row in policy.outcomes.items():
            _check_step(f"outcomes.{reason}.{strong}", weak, row[weak], row[strong])
        below, above = policy.levels[weak], policy.levels[strong]
        _check_step(f"levels.{strong}.account", weak, below.account, above.account)
        _check_step(f"levels.{strong}.authentication", weak, below.authentication, above.authentication)
        asked, more = policy.consent[weak], policy.consent[strong]
        _check_step(f"consent.{strong}", weak, STRENGTH[asked], STRENGTH[more])


def _check_step(path: str, weak: Column, below: int, above: int) -> None:
    if above < below:
        raise PolicyError(path, f"may not be softer than for class {weak}")


def _check_levels(policy: Policy) -> None:
    named = {f"levels.{column}": levels for column, levels in policy.levels.items()}
    for path, levels in (*named.items(), ("binding", policy.binding)):
        if not 0 <= levels.account <= HIGHEST_ACCOUNT_LEVEL:
            raise PolicyError(f"{path}.account", f"must be 0 to {HIGHEST_ACCOUNT_LEVEL}")
        if not 0 <= levels.authentication <= HIGHEST_AUTHENTICATION_LEVEL:
            raise PolicyError(f"{path}.authentication", f"must be 0 to {HIGHEST_AUTHENTICATION_LEVEL}")
    for kind, judged in policy.judged_as.items():
        if judged not in Regime.INDIVIDUAL.ladder:
            raise PolicyError(f"judged_as.{kind}", "must be A, B, C or D; E to G are for cards")


def _check_evidence(policy: Policy) -> None:
    told = policy.evidence.registry
    if set(told) != set(RegistryResult):
        raise PolicyError("evidence.registry", f"must have exactly {', '.join(RegistryResult)}")
    if told[RegistryResult.MISMATCH] is not Weight.REFUSE:
        raise PolicyError("evidence.registry.mismatch", "must be refuse: nobody is bound as somebody else")


def _check_limits(policy: Policy) -> None:
    if not policy.version:
        raise PolicyError("version", "must not be empty")
    if not timedelta(0) < policy.hold.duration <= LONGEST_HOLD:
        raise PolicyError("hold.hours", "must be above 0 and at most 72")
    for path, age in (
        ("decision_valid_seconds", policy.valid_for),
        ("authentication_age_seconds", policy.authentication_age),
    ):
        if not timedelta(0) < age <= LONGEST_AGE:
            raise PolicyError(path, "must be above 0 and at most one day")
    if not timedelta(0) <= policy.clock_skew <= LONGEST_AGE:
        raise PolicyError("clock_skew_seconds", "must be at most one day")
    ordered = [policy.points[outcome] for outcome in sorted(Outcome)]
    if ordered != sorted(ordered) or ordered[0] < 0:
        raise PolicyError("points", "must not fall from allow to deny, nor be negative")
