"""What the JSON Schemas of policies and of their tests are made of.

Editors read YAML 1.2, where `10_000_000` is a text; the program reads YAML 1.1, where it is a number. Both
are taken for what they are.
"""

from collections.abc import Iterable
from typing import Any, Final

Schema = dict[str, Any]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
TEXT: Final[Schema] = {"type": "string", "minLength": 1}
WHOLE: Final[Schema] = {
    "anyOf": [
        {"type": "integer", "minimum": 0},
        {"type": "string", "pattern": "^[0-9]{1,3}(_[0-9]{3})+$"},
    ]
}


def record(fields: dict[Any, Schema], *, required: Iterable[str] | None = None) -> Schema:
    """Return an object with these keys and no others; all of them are required unless said otherwise."""
    needed = list(fields) if required is None else list(required)
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": [str(name) for name in needed]} if needed else {}),
        "properties": {str(name): field for name, field in fields.items()},
    }


def each(names: Iterable[str], field: Schema) -> Schema:
    """Return an object with one kind of value under each of these keys."""
    return record({name: field for name in names})  # noqa: C420 (ruff would share what is not changed)


def listed(item: Schema, *, most: int | None = None) -> Schema:
    """Return a list with one entry at least."""
    bound = {} if most is None else {"maxItems": most}
    return {"type": "array", "minItems": 1, **bound, "items": item}


def formed(pattern: str) -> Schema:
    """Return a text that is of this form as a whole."""
    return {"type": "string", "pattern": f"^{pattern}$"}


def up_to(most: int) -> Schema:
    """Return a whole number from 0 to the most."""
    return {"type": "integer", "minimum": 0, "maximum": most}
