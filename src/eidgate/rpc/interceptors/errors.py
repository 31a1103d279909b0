"""The one place that catches: what a caller is told of an error, and what is only logged.

A core error becomes its status. Anything else is a bug of ours: the caller gets INTERNAL and a correlation
id, the log gets the same id with the trace, and neither gets the exception's text, which may hold values.
"""

from functools import lru_cache
from typing import Final

import grpc
from google.rpc import status_pb2

from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.rpc.error_reasons import ErrorReason
from eidgate.rpc.logger import LOGGER
from eidgate.rpc.status import RefusedError, reason_of, status_of

_NO_MESSAGE: Final = InvalidCommandError(
    FieldViolation(field="", description="the call ended without a request message", rule="required")
)


def status_for(
    error: Exception, context: grpc.ServicerContext, *, method: str, correlation_id: str
) -> status_pb2.Status | None:
    """Return the status that ends the call, or None when the call is over and nobody listens any more."""
    if isinstance(error, grpc.RpcError):
        return None
    language = _language(context)
    if isinstance(error, StopIteration):
        return status_of(_NO_MESSAGE, language=language)
    if isinstance(error, RefusedError) and error.plain:
        return _plain(error.reason, language)
    if reason_of(error) is not ErrorReason.INTERNAL:
        return status_of(error, language=language)
    LOGGER.error(
        "a handler failed",
        exc_info=error,
        extra={"fields": {"method": method, "correlation_id": correlation_id}},
    )
    return status_of(error, language=language, correlation_id=correlation_id)


@lru_cache(maxsize=64)
def _plain(reason: ErrorReason, language: str) -> status_pb2.Status:
    """Refusing must cost less than serving: statuses without a variable part are made once."""
    return status_of(RefusedError(reason), language=language)


def _language(context: grpc.ServicerContext) -> str:
    for key, value in context.invocation_metadata() or ():
        if key == "accept-language":
            return "en" if str(value).lower().startswith("en") else "vi"
    return "vi"
