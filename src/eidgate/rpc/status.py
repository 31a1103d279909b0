"""From an error to `google.rpc.Status`: code, reason and details, and nothing that was not meant to leave.

The reasons and their codes are `error_reasons`; every detail type occurs at most once
(AIP-193). `Status.message` is English for engineers; `LocalizedMessage` is Vietnamese unless the caller's
`accept-language` asks for English.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

import grpc
from google.protobuf import any_pb2
from google.protobuf.message import Message
from google.rpc import code_pb2, error_details_pb2, status_pb2

from eidgate.core.errors import (
    AlreadyExistsError,
    AssertionRefusedError,
    BudgetSpentError,
    ConflictError,
    CursorExpiredError,
    DeadlineError,
    EidgateError,
    EvidenceRefusedError,
    FieldViolation,
    IllegalStateError,
    InvalidCommandError,
    MoreThanDisputedError,
    NotFoundError,
    NotPermittedError,
    RequestIdReusedError,
    SourceUnavailableError,
    UnavailableError,
)
from eidgate.rpc.error_reasons import MEANINGS, ErrorReason, Meaning

DOMAIN: Final = "eidgate"
DETAILS_KEY: Final = "grpc-status-details-bin"  # where gRPC carries google.rpc.Status
MAX_VIOLATIONS: Final = 100  # keeps the status inside the 8 KiB of metadata that clients accept by default
MAX_DESCRIPTION: Final = 200  # characters of one violation's text, for the same reason
MAX_DETAILS_BYTES: Final = 6_144  # bytes of serialized status: base64 adds a third, other trailers need room


class RefusedError(EidgateError):
    """The rpc layer itself refuses a call, before any use case saw it."""

    def __init__(
        self, reason: ErrorReason, *, retry_after: timedelta | None = None, quota_of: str | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        self.quota_of = quota_of

    @property
    def plain(self) -> bool:
        """Whether its status has no variable part."""
        return self.retry_after is None and self.quota_of is None


_REASONS: Final = {
    InvalidCommandError: ErrorReason.REQUEST_INVALID,
    NotFoundError: ErrorReason.NOT_FOUND,
    NotPermittedError: ErrorReason.NOT_PERMITTED,
    RequestIdReusedError: ErrorReason.REQUEST_ID_REUSED,
    AlreadyExistsError: ErrorReason.ALREADY_EXISTS,
    ConflictError: ErrorReason.ETAG_MISMATCH,
    IllegalStateError: ErrorReason.ILLEGAL_STATE,
    MoreThanDisputedError: ErrorReason.MORE_THAN_DISPUTED,
    UnavailableError: ErrorReason.STORE_UNAVAILABLE,
    SourceUnavailableError: ErrorReason.SOURCE_UNAVAILABLE,
    AssertionRefusedError: ErrorReason.ASSERTION_REFUSED,
    DeadlineError: ErrorReason.DEADLINE_TOO_SHORT,
    EvidenceRefusedError: ErrorReason.EVIDENCE_REFUSED,
    CursorExpiredError: ErrorReason.CURSOR_EXPIRED,
    BudgetSpentError: ErrorReason.QUOTA_EXCEEDED,
}


_EXPLAINED: Final = frozenset({NotPermittedError, IllegalStateError})
"""Families of many causes: which it was stands in their text, in words of the contract. Not in that of a
subclass, nor of what another's resource must read like (`NotFoundError`)."""


def reason_of(error: BaseException) -> ErrorReason:
    """Return the reason that an error stands for; one that nobody foresaw is INTERNAL."""
    if isinstance(error, RefusedError):
        return error.reason
    for family in type(error).__mro__:
        if family in _REASONS:
            return _REASONS[family]
    return ErrorReason.INTERNAL


def status_of(error: BaseException, *, language: str = "vi", correlation_id: str = "") -> status_pb2.Status:
    """Build the whole status of an error: ErrorInfo, and the details that its reason calls for."""
    reason = reason_of(error)
    meaning = MEANINGS[reason]
    metadata = {"correlation_id": correlation_id} if correlation_id else {}
    if type(error) in _EXPLAINED and str(error):
        metadata |= {"why": str(error)[:MAX_DESCRIPTION]}
    if isinstance(error, AssertionRefusedError):
        metadata |= {"reason": error.reason, "step": str(error.step)}
    if isinstance(error, EvidenceRefusedError):
        metadata |= {"fields": ",".join(error.fields)}
    if isinstance(error, CursorExpiredError):
        metadata |= {"earliest": error.earliest}
    details: list[Message] = [
        error_details_pb2.ErrorInfo(reason=reason, domain=DOMAIN, metadata=metadata),
        error_details_pb2.LocalizedMessage(
            locale="en" if language == "en" else "vi", message=meaning.en if language == "en" else meaning.vi
        ),
    ]
    if isinstance(error, InvalidCommandError):
        details.append(_bad_request(error.violations))
    if isinstance(error, RefusedError) and error.quota_of:
        details.append(_quota_failure(error.quota_of))
    if isinstance(error, BudgetSpentError):
        details.append(_quota_failure(error.of, "look-ups"))
    after = _retry_after(error) or meaning.retry_after
    if after is not None:
        details.append(_retry_info(after))
    return _status(meaning, details)


def _retry_after(error: BaseException) -> timedelta | None:
    if isinstance(error, BudgetSpentError):
        return error.after
    return error.retry_after if isinstance(error, RefusedError) else None


def code_of(status: status_pb2.Status) -> grpc.StatusCode:
    """Return the gRPC code of a status."""
    return _CODES[status.code]


_CODES: Final = {code.value[0]: code for code in grpc.StatusCode}


def _status(meaning: Meaning, details: Iterable[Message]) -> status_pb2.Status:
    code = code_pb2.Code.Value(meaning.code.name)
    return status_pb2.Status(code=code, message=meaning.en, details=[_packed(detail) for detail in details])


def _packed(detail: Message) -> any_pb2.Any:
    packed = any_pb2.Any()
    packed.Pack(detail)
    return packed


def _bad_request(violations: Sequence[FieldViolation]) -> Any:
    """List the violations, as many as a client's metadata limit surely takes; say so when some are not."""
    listed = error_details_pb2.BadRequest()
    size = 0
    for number, violation in enumerate(violations):
        entry = _violation(violation)
        size += entry.ByteSize()
        if number >= MAX_VIOLATIONS or size > MAX_DETAILS_BYTES:
            left = len(violations) - number
            listed.field_violations.add(field="", description=f"and {left} more violations, not listed")
            break
        listed.field_violations.append(entry)
    return listed


def _violation(violation: FieldViolation) -> error_details_pb2.BadRequest.FieldViolation:
    return error_details_pb2.BadRequest.FieldViolation(
        field=violation.field, description=violation.description[:MAX_DESCRIPTION], reason=violation.rule
    )


def _quota_failure(relying_party: str, of: str = "calls per second") -> Any:
    failure = error_details_pb2.QuotaFailure()
    failure.violations.add(subject=f"relying_party:{relying_party}", description=of)
    return failure


def _retry_info(after: timedelta) -> Any:
    advice = error_details_pb2.RetryInfo()
    advice.retry_delay.FromTimedelta(after)
    return advice
