"""What a value is made of, whether it is a struct or a dataclass.

What is made once a call is a struct, as making one costs a tenth (ADR 0085); what is made when something is
loaded is a dataclass. Whoever reads values by their shape meets both.
"""

import dataclasses
from typing import Any, TypeVar

from msgspec import Struct, structs

T = TypeVar("T")


def has_fields(kind: object) -> bool:
    """Whether a type is a struct or a dataclass."""
    return isinstance(kind, type) and (issubclass(kind, Struct) or dataclasses.is_dataclass(kind))


def field_names(kind: type) -> tuple[str, ...]:
    """Return the names of a type's fields, in their order.

    Raises:
        TypeError: it is neither a struct nor a dataclass.
    """
    if issubclass(kind, Struct):
        return kind.__struct_fields__
    return tuple(field.name for field in dataclasses.fields(kind))  # type: ignore[arg-type]  # raises for others


def replace(value: T, /, **changes: Any) -> T:
    """Return a copy with some fields changed, as `copy.replace` does from Python 3.13 on.

    Raises:
        TypeError: it has no such field, or is neither a struct nor a dataclass.
    """
    if isinstance(value, Struct):
        return structs.replace(value, **changes)
    return dataclasses.replace(value, **changes)  # type: ignore[type-var]  # raises for what is none
