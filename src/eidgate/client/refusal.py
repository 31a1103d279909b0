"""Why there is no answer: `google.rpc.Status` with its details, as one typed error."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, TypeVar

import grpc
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import DecodeError, Message
from google.rpc import error_details_pb2, status_pb2

DETAILS_KEY: Final = "grpc-status-details-bin"
"""The trailer in which gRPC carries `google.rpc.Status`."""

LONGEST_ADVICE: Final = 86_400
"""Seconds that another try is put off at most: who says more than a day, as a mistake or a proxy may, would
stop a reader of alerts for good."""

DOMAIN: Final = "eidgate"
"""The domain of our reasons; a proxy on the way has reasons of its own."""

_MOST_NANOS: Final = 999_999_999  # of a Duration

Detail = TypeVar("Detail", bound=Message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One fault of the request: the field's path, what is wrong with it, and the rule that it breaks."""

    field: str
    description: str
    rule: str


@dataclass(eq=False, kw_only=True)
class CallRefusedError(Exception):
    """No decision is known; the payment must not go on.

    `reason` names a value of `ErrorReason` without its prefix, "" when the refusal did not come from eidgate
    (no connection, a proxy, the deadline here). `retry_after` is the server's advice. `texts` holds what a
    person may read, by language. `metadata` has `correlation_id`, for ASSERTION_REFUSED `reason` and `step`,
    and for NOT_PERMITTED and ILLEGAL_STATE `why`, in English for engineers. After DEADLINE_EXCEEDED,
    UNAVAILABLE or CANCELLED the decision may have been made: ask again with `request_id` and the same bytes.
    """

    code: grpc.StatusCode
    message: str
    reason: str = ""
    violations: tuple[Violation, ...] = ()
    retry_after: timedelta | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    request_id: str = ""

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.code.name, self.reason, self.message)))


def refusal(call: grpc.Call, *, request_id: str = "") -> CallRefusedError:
    """Read what the far end, or gRPC itself, said about a call that failed."""
    status = _status(call)
    info = _detail(status, error_details_pb2.ErrorInfo)
    ours = info is not None and info.domain == DOMAIN
    retry = _detail(status, error_details_pb2.RetryInfo)
    text = _detail(status, error_details_pb2.LocalizedMessage)
    return CallRefusedError(
        code=call.code(),
        message=call.details() or "",
        reason=info.reason if info and ours else "",
        violations=_violations(_detail(status, error_details_pb2.BadRequest)),
        retry_after=_advice(retry.retry_delay) if retry else None,
        texts={text.locale: text.message} if text else {},
        metadata=dict(info.metadata) if info and ours else {},
        request_id=request_id,
    )


def _status(call: grpc.Call) -> status_pb2.Status:
    """Return the details; what cannot be read is no reason to lose the code itself."""
    for key, value in call.trailing_metadata() or ():
        if key == DETAILS_KEY and isinstance(value, bytes):
            try:
                return status_pb2.Status.FromString(value)
            except DecodeError:
                break
    return status_pb2.Status()


def _detail(status: status_pb2.Status, kind: type[Detail]) -> Detail | None:
    """Return the detail of one kind; each occurs at most once (AIP-193), and one that is broken is none."""
    for packed in status.details:
        detail = kind()
        if packed.Is(detail.DESCRIPTOR):
            try:
                packed.Unpack(detail)
            except DecodeError:
                return None
            return detail
    return None


def _advice(delay: Duration) -> timedelta:
    """Return how long to wait; a message can say what no clock can."""
    seconds = min(max(delay.seconds, 0), LONGEST_ADVICE)
    return timedelta(seconds=seconds, microseconds=min(max(delay.nanos, 0), _MOST_NANOS) // 1_000)


def _violations(listed: error_details_pb2.BadRequest | None) -> tuple[Violation, ...]:
    if listed is None:
        return ()
    return tuple(
        Violation(field=one.field, description=one.description, rule=one.reason)
        for one in listed.field_violations
    )
