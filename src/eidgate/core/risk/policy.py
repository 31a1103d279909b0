"""The policy: what the risk team decided each reason means for each class, and the parameters of the signals.

A policy must speak about every reason for every column: nothing is allowed by default, so a gap in the policy
is refused when it is loaded. Some reasons have a floor that no policy may go below.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias

from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import TransactionClass
from eidgate.core.risk.outcome import Outcome
from eidgate.core.terms import TransactionKind

IDENTITY: Final = "identity"
"""The column of an identity check, which has no transaction class."""

Column: TypeAlias = str
"""A transaction class, or `IDENTITY`."""

COLUMNS: Final[tuple[Column, ...]] = (*TransactionClass, IDENTITY)

LONGEST_HOLD: Final = timedelta(hours=72)
"""No hold without an authority lasts longer (`peers.md` part 3: United Kingdom at most 72 hours)."""

_FORGED: Final = (
    Reason.ASSERTION_TOO_LARGE,
    Reason.ASSERTION_MALFORMED,
    Reason.ALG_NOT_ALLOWED,
    Reason.HEADER_NOT_ALLOWED,
    Reason.ISSUER_NOT_TRUSTED,
    Reason.ISSUER_KEY_UNFIT,
    Reason.SIGNATURE_INVALID,
    Reason.AUDIENCE_MISMATCH,
    Reason.JTI_REPLAYED,
    Reason.NONCE_REUSED,
    Reason.TRANSACTION_MISMATCH,
    Reason.SUBJECT_MISMATCH,
)

FLOORS: Final[Mapping[Reason, Outcome]] = {
    **dict.fromkeys(_FORGED, Outcome.DENY),
    Reason.FORMS_MISSING: Outcome.STEP_UP,
    Reason.DOCUMENT_EXPIRED: Outcome.STEP_UP,
    Reason.BINDING_REVOKED: Outcome.STEP_UP,
    Reason.CONSENT_NOT_PROVEN: Outcome.STEP_UP,
}
"""The least that a policy may make of a reason: forgery and replay are never softened."""


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
    binding per class. `points` is what one finding of an outcome adds to the score.

    Raises:
        ConfigurationError: something is missing, unknown or below its floor.
    """

    version: str
    digest: str
    outcomes: Mapping[Reason, Mapping[Column, Outcome]]
    levels: Mapping[Column, Levels]
    consent: Mapping[Column, TransactionBinding]
    judged_as: Mapping[TransactionKind, TransactionClass]
    binding: Levels
    points: Mapping[Outcome, int]
    hold: HoldTerms
    valid_for: timedelta
    authentication_age: timedelta
    clock_skew: timedelta

    def __post_init__(self) -> None:
        _check_complete(self)
        _check_floors(self)
        _check_limits(self)

    def outcome(self, reason: Reason, column: Column) -> Outcome:
        """Return what this reason means for this class."""
        return self.outcomes[reason][column]


def _check_complete(policy: Policy) -> None:
    for reason in Reason:
        if set(policy.outcomes.get(reason, ())) != set(COLUMNS):
            raise ConfigurationError(f"outcomes.{reason}: must say what it means for {', '.join(COLUMNS)}")
    for name, table in (("levels", policy.levels), ("consent", policy.consent)):
        if set(table) != set(COLUMNS):
            raise ConfigurationError(f"{name}: must have exactly {', '.join(COLUMNS)}")
    unpaid = {kind for kind in TransactionKind if not kind.moves_money}
    if set(policy.judged_as) != unpaid:
        raise ConfigurationError(f"judged_as: must have exactly {', '.join(sorted(unpaid))}")
    if set(policy.points) != set(Outcome):
        raise ConfigurationError("points: must have exactly allow, step_up, hold, deny")


def _check_floors(policy: Policy) -> None:
    for reason, floor in FLOORS.items():
        for column, outcome in policy.outcomes[reason].items():
            if outcome < floor:
                raise ConfigurationError(f"outcomes.{reason}.{column}: may not be below {floor.name.lower()}")


def _check_limits(policy: Policy) -> None:
    if not timedelta(0) < policy.hold.duration <= LONGEST_HOLD:
        raise ConfigurationError("hold.hours: must be above 0 and at most 72")
    if not policy.version:
        raise ConfigurationError("version: must not be empty")
    ordered = [policy.points[outcome] for outcome in sorted(Outcome)]
    if ordered != sorted(ordered) or ordered[0] < 0:
        raise ConfigurationError("points: must not fall from allow to deny, nor be negative")
