"""What rules may look at: the facts of a decision by their own types, and a few that are derived from them.

The schema is read off `Facts`, so a new fact is a rule's to use at once. Two things are held back: texts are
closed unless `OPEN_TEXTS` names them, for they may be personal, and `CLOSED` records have a derived form.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from eidgate.core.risk.facts import Facts
from eidgate.core.risk.rules.derived import DERIVED
from eidgate.core.risk.rules.types import Field, ListOf, Record, Scalar, Type, Word
from eidgate.core.shape import field_names, has_fields

OPEN_TEXTS: Final = frozenset(
    {
        "provider",
        "transaction.payer.institution",
        "transaction.payee.institution",
        "transaction.merchant",
        "assertion.issuer",
        "assertion.factors",
        "payer_binding.issuer",
        "payee_binding.issuer",
        "standings.source",
    }
)
"""Texts that name institutions and methods, never a person, an account or a device."""

CLOSED: Final = frozenset({"earlier"})
"""Rows by the thousand: `day.total` and `day.since_strong` say what they add up to."""

_SCALARS: Final = {
    bool: Scalar.BOOL,
    int: Scalar.INT,
    datetime: Scalar.TIMESTAMP,
}


@cache
def schema() -> Record:
    """Return everything that an expression may name."""
    root = _record(Facts, "")
    for one in DERIVED:
        root = _with(root, one.name.split("."), Field(one.type, optional=one.optional, doc=one.doc))
    return root


def paths(record: Record, prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Yield every field that is no record itself, with its dotted path; `[]` stands for a list's items."""
    for name, field in record.fields.items():
        path, inner = f"{prefix}{name}", field.type
        if isinstance(inner, ListOf) and isinstance(inner.item, Record):
            yield path, field
            yield from paths(inner.item, f"{path}[].")
        elif isinstance(inner, Record):
            yield from ((one, _in(field, each)) for one, each in paths(inner, f"{path}."))
        else:
            yield path, field


def _in(record: Field, field: Field) -> Field:
    """Return a field as it is seen from outside its record, which may be absent as a whole."""
    return Field(field.type, optional=field.optional or record.optional, doc=field.doc)


def _record(kind: type, path: str) -> Record:
    hints, found = get_type_hints(kind), dict[str, Field]()
    for name in field_names(kind):
        place = f"{path}.{name}" if path else name
        kept = None if place in CLOSED else _field(hints[name], place)
        if kept is not None:
            found[name] = kept
    return Record(found)


def _field(hint: Any, path: str) -> Field | None:
    optional = get_origin(hint) in {Union, UnionType} and NoneType in get_args(hint)
    if optional:
        [hint] = [part for part in get_args(hint) if part is not NoneType]
    found = _type(hint, path)
    return None if found is None else Field(found, optional=optional)


def _type(hint: Any, path: str) -> Type | None:
    hint = getattr(hint, "__supertype__", hint)  # a NewType is what it is made of
    if get_origin(hint) is tuple:
        item = _type(get_args(hint)[0], path)
        return None if item is None else ListOf(item)
    if not isinstance(hint, type):
        return None
    if has_fields(hint):
        inner = _record(hint, path)
        return inner if inner.fields else None
    if issubclass(hint, StrEnum):
        return Word(tuple(hint))
    if hint is str:
        return Scalar.STRING if path in OPEN_TEXTS else None
    return _SCALARS.get(hint)


def _with(record: Record, names: list[str], field: Field) -> Record:
    """Return the record with one more field at a path."""
    name, *rest = names
    if rest:
        below = record.fields.get(name, Field(Record({}), optional=False))
        if not isinstance(below.type, Record):
            raise TypeError(f"{name} is no record")
        field = Field(_with(below.type, rest, field), optional=below.optional)
    grown: Mapping[str, Field] = {**record.fields, name: field}
    return Record(grown)
