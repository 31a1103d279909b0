"""What operators answer, strictly read: CAMARA's JSON into our words, and its error codes into faults.

An instant may have nine digits of fraction; what is finer than a microsecond is dropped by the reader. An
instant without a zone is no instant. Fields that we do not know are left alone: CAMARA adds some.
"""

from datetime import UTC, datetime
from typing import Annotated, Final, TypeVar

import msgspec

from eidgate.adapters.outside.faults import Fault, OutsideError
from eidgate.adapters.outside.lines import Came
from eidgate.adapters.outside.strict import decode
from eidgate.core.terms import Instant

T = TypeVar("T")

_OK: Final = 200
_UNAUTHORIZED: Final = 401
_TOO_MANY: Final = 429


class SwapCheck(msgspec.Struct):
    """SimSwap and DeviceSwap `check`."""

    swapped: bool


class SimChange(msgspec.Struct):
    """SimSwap `retrieve-date`: null is "not in the window", whose days `monitoredPeriod` says."""

    at: datetime | None = msgspec.field(name="latestSimChange")
    monitored_days: Annotated[int, msgspec.Meta(ge=0, le=36_500)] | None = msgspec.field(
        name="monitoredPeriod", default=None
    )


class DeviceChange(msgspec.Struct):
    """DeviceSwap `retrieve-date`, as the SIM's."""

    at: datetime | None = msgspec.field(name="latestDeviceChange")
    monitored_days: Annotated[int, msgspec.Meta(ge=0, le=36_500)] | None = msgspec.field(
        name="monitoredPeriod", default=None
    )


class Recycled(msgspec.Struct):
    """NumberRecycling `check`."""

    recycled: bool = msgspec.field(name="phoneNumberRecycled")


class Forwarding(msgspec.Struct):
    """CallForwardingSignal `unconditional-call-forwardings`."""

    active: bool


class _ErrorInfo(msgspec.Struct):
    status: int
    code: str
    message: str


_FAULTS: Final = {
    "INVALID_ARGUMENT": Fault.REFUSED,
    "FAILED_PRECONDITION": Fault.REFUSED,
    "MISSING_IDENTIFIER": Fault.REFUSED,
    "UNNECESSARY_IDENTIFIER": Fault.REFUSED,
    "OUT_OF_RANGE": Fault.NOT_WATCHED,  # a look-back that is longer than what the operator keeps
    "SERVICE_NOT_APPLICABLE": Fault.NOT_WATCHED,
    "UNSUPPORTED_IDENTIFIER": Fault.NOT_WATCHED,
    "NOT_IMPLEMENTED": Fault.NOT_WATCHED,
    "UNAUTHENTICATED": Fault.NO_TOKEN,
    "AUTHENTICATION_REQUIRED": Fault.NO_TOKEN,
    "PERMISSION_DENIED": Fault.NOT_PERMITTED,
    "INVALID_TOKEN_CONTEXT": Fault.NOT_PERMITTED,
    "IDENTIFIER_NOT_FOUND": Fault.UNKNOWN_NUMBER,
    "QUOTA_EXCEEDED": Fault.OVERLOADED,
    "TOO_MANY_REQUESTS": Fault.OVERLOADED,
}
"""By code and not by status: older releases send with 400 what newer ones send with 422. `NOT_FOUND` is none
of them: it is what a wrong address answers."""


class UnauthorizedError(OutsideError):
    """The token was not accepted; another one may be."""

    def __init__(self) -> None:
        super().__init__(Fault.NO_TOKEN, "the token was not accepted")


def read(came: Came, kind: type[T]) -> T:
    """Return the answer of a successful call.

    Raises:
        UnauthorizedError: the token was not accepted.
        OutsideError: it is an error of CAMARA's, or not what the specification says.
    """
    if came.status != _OK:
        raise _error(came)
    try:
        return decode(came.content, kind)
    except ValueError as error:
        raise OutsideError(Fault.MALFORMED, "the answer is not of the specified form") from error


def instant(told: datetime, *, now: Instant) -> Instant:
    """Return when something happened; an operator's clock may run ahead of ours, the event does not.

    Raises:
        OutsideError: it has no zone, or lies beyond the calendar.
    """
    if told.tzinfo is None:
        raise OutsideError(Fault.MALFORMED, "an instant without a zone")
    try:
        return min(told.astimezone(UTC), now)
    except OverflowError as error:
        raise OutsideError(Fault.MALFORMED, "an instant beyond the calendar") from error


def _error(came: Came) -> OutsideError:
    if came.status == _UNAUTHORIZED:
        return UnauthorizedError()
    if came.status == _TOO_MANY:
        return OutsideError(Fault.OVERLOADED)
    try:
        told = decode(came.content, _ErrorInfo)
    except ValueError:
        return OutsideError(Fault.MALFORMED, f"status {came.status} without the specified form")
    if told.status != came.status:
        return OutsideError(Fault.MALFORMED, "the body's status is another than the answer's")
    if told.code.startswith("KNOW_YOUR_CUSTOMER.ID_DOCUMENT_"):
        return OutsideError(Fault.REFUSED, "the operator wants the document to match first")
    return OutsideError(_FAULTS.get(told.code, Fault.REFUSED), f"status {came.status}")
