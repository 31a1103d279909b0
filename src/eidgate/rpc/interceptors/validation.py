"""Is the request what the contract says: parsed, and held to the rules beside its fields.

Every violation is reported with the path that the caller can find: `transaction.amount.units`,
`items[3].request_id`, `labels["ground"]`. Values are never echoed.
"""

from collections.abc import Sequence
from typing import Any, Final, Generic, TypeVar

from google.protobuf.message import DecodeError, Message
from protovalidate import EvaluationError, Validator, Violation

from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.rpc.interceptors.lists import too_long

_VALIDATOR: Final = Validator()
"""Thread-safe; caches the compiled rules of every message type."""

M = TypeVar("M", bound=Message)


class Validation(Generic[M]):
    """From a request's bytes to a message that breaks no rule."""

    def __init__(self, message_class: type[M]) -> None:
        self._message_class = message_class
        compile_rules(message_class)  # now: a broken rule refuses to start

    def parse(self, request: bytes) -> M:
        """Parse and validate.

        Raises:
            InvalidCommandError: the bytes are not such a message, or it breaks rules; all of them are listed.
        """
        try:
            message = self._message_class.FromString(request)
        except DecodeError as error:
            raise InvalidCommandError(_NOT_A_MESSAGE) from error
        if found := violations(message):
            raise InvalidCommandError(*found)
        return message


def compile_rules(message_class: type[Message]) -> None:
    """Compile the rules of a type, if this process, or the one that it was forked from, has not yet."""
    violations(message_class())


def violations(message: Message) -> Sequence[FieldViolation]:
    """Return every rule that a message breaks; one that cannot be computed with its values is broken.

    Where a list is longer than it may be, that is all that is told.
    """
    if long := too_long(message):
        return long
    try:
        found = _VALIDATOR.collect_violations(message)
    except EvaluationError:  # such as the time between two instants beyond every calendar
        return [_NOT_COMPUTABLE]
    return [_field_violation(violation) for violation in found]


_NOT_A_MESSAGE: Final = FieldViolation(
    field="", description="the bytes are not a message of this method's request type", rule="decode"
)


_NOT_COMPUTABLE: Final = FieldViolation(
    field="", description="holds a value with which the rules cannot be computed", rule="evaluation"
)


def _field_violation(violation: Violation) -> FieldViolation:
    told = violation.proto
    elements = told.field.elements if told.field is not None else ()
    return FieldViolation(field=_path(elements), description=told.message, rule=told.rule_id)


def _path(elements: Sequence[Any]) -> str:
    """Write a field path as protovalidate's own documentation does: dots, [index], ["key"]."""
    path = ""
    for element in elements:
        path += f".{element.field_name}" if path else element.field_name
        if element.subscript is not None:
            path += f"[{_key(element.subscript.value)}]"
    return path


def _key(subscript: object) -> str:
    if isinstance(subscript, str):
        return '"' + subscript[:_MAX_KEY].replace('"', "'") + '"'
    return str(subscript).lower()


_MAX_KEY: Final = 64  # characters of a map key in a path: enough to find it, too few to fill the status
