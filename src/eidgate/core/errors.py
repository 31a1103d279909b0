"""The few families of errors; each is raised in many places and caught in exactly one.

A rejected assertion is not an error but an answer (`core.assertion.verdict.Rejected`). What is here means
that no decision was made. Messages never hold an assertion, a claim, a key or a personal value.
"""

from dataclasses import dataclass
from datetime import timedelta

from eidgate.core.reasons import Reason


class EidgateError(Exception):
    """The root, so that one `except` at the edge is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldViolation:
    """One fault of a request: the field's path as the caller wrote it, and what to do about it."""

    field: str
    description: str
    rule: str = ""


class InvalidCommandError(EidgateError):
    """The request cannot be acted on; carries every violation, not just the first."""

    def __init__(self, *violations: FieldViolation) -> None:
        super().__init__("; ".join(f"{v.field}: {v.description}" for v in violations))
        self.violations = violations


class NotFoundError(EidgateError):
    """No such resource, or it belongs to another: the two read the same on purpose."""


class NotPermittedError(EidgateError):
    """The relying party's role or institution does not allow this act."""


class RequestIdReusedError(EidgateError):
    """The same request id came with other bytes; the first answer stands."""


class ConflictError(EidgateError):
    """The resource changed since it was read (its etag differs)."""


class IllegalStateError(EidgateError):
    """The resource's state does not allow this step."""


class MoreThanDisputedError(IllegalStateError):
    """With what is held of the same money already, a hold would be above what is disputed there."""


class AlreadyExistsError(EidgateError):
    """Such a resource exists already and may exist only once."""


class UsedBeforeError(AlreadyExistsError):
    """What may be used once was used before by another request; `key` says which (`ports.OneUse.key`)."""

    def __init__(self, key: str) -> None:
        super().__init__("what this rests on was used before")
        self.key = key


class UnavailableError(EidgateError):
    """A store or source that the answer needs cannot be used now; nothing was done, a retry may help."""


class SourceUnavailableError(UnavailableError):
    """It is not the store but another source that cannot be used, such as a key that was taken away."""


class DeadlineError(EidgateError):
    """The caller's time was up before the unit began; nothing was done."""


class AssertionRefusedError(EidgateError):
    """The assertion that the step rests on was rejected, or does not assure enough; says why and where."""

    def __init__(self, reason: Reason, step: int) -> None:
        super().__init__(f"{reason} (step {step})")
        self.reason = reason
        self.step = step


class EvidenceRefusedError(EidgateError):
    """What a binding would rest on does not suffice; `fields` names what differs or is missing, no value."""

    def __init__(self, why: str, *, fields: tuple[str, ...] = ()) -> None:
        super().__init__(f"{why}: {', '.join(fields)}" if fields else why)
        self.fields = fields


class BudgetSpentError(EidgateError):
    """The relying party has used up what it may ask for; `after` says when that much is there again."""

    def __init__(self, after: timedelta, of: str) -> None:
        super().__init__("the budget is used up")
        self.after = after
        self.of = of


class CursorExpiredError(EidgateError):
    """What came after the cursor is partly forgotten; `earliest` is the first cursor to go on from."""

    def __init__(self, earliest: str) -> None:
        super().__init__("the cursor is older than what is kept")
        self.earliest = earliest


class ConfigurationError(EidgateError):
    """A configuration, policy or table file is not acceptable; says where and what to do."""
