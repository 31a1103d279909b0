"""JSON of other institutions, as strictly read as an assertion: one reading, bounded nesting, one form."""

from typing import TypeVar

import msgspec

from eidgate.adapters.converting import convert
from eidgate.core.assertion.strict_json import parse_object
from eidgate.core.errors import EidgateError

T = TypeVar("T")


def decode(content: bytes, kind: type[T]) -> T:
    """Return what one JSON object says.

    Raises:
        ValueError: it is none, has two readings, or is not of the form; nothing of it is repeated.
    """
    try:
        return convert(parse_object(content), kind)
    except (msgspec.ValidationError, EidgateError) as error:
        raise ValueError("not of the specified form") from error
