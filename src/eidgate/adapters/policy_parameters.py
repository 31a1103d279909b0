"""The `parameters` of a policy: read by the shape of their records, so that a new one needs no line here.

Durations are written with their unit (`90s`, `15m`, `72h`, `30d`), money and counts as whole numbers.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, TypeVar, get_type_hints

from eidgate.adapters.strict_yaml import Field
from eidgate.core.shape import has_fields
from eidgate.core.terms import Vnd

T = TypeVar("T")

_NOTHING: Final[Mapping[str, Any]] = {}

_UNITS: Final = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
DURATION: Final = re.compile(r"([1-9][0-9]{0,5})([smhd])", re.ASCII)
"""At most 999,999 of a unit, which every `timedelta` holds."""


def read_parameters(
    field: Field, kind: type[T], *, unsaid: Mapping[str, Any] = _NOTHING, kept: bool = False
) -> T:
    """Return the record that a mapping spells out in full.

    `unsaid` are the values of what it leaves out. What is unknown is passed over where the document was
    `kept`: it is of a newer program's signal, which this one does not have.

    Raises:
        ConfigurationError: a value is missing, unknown or not of its kind.
    """
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name not in unsaid}
    told = field.record(tuple(hints), field.keys() if kept else ())
    return kind(**unsaid, **{name: _value(told[name], hint) for name, hint in hints.items()})


def sections_of(kind: type) -> tuple[str, ...]:
    """Return the names of a record's parts."""
    return tuple(get_type_hints(kind))


def _value(field: Field, kind: Any) -> Any:
    if has_fields(kind):
        return read_parameters(field, kind)
    if kind is timedelta:
        return duration(field)
    if kind in {int, Vnd}:
        return field.whole()
    raise TypeError(f"{field.path}: a parameter is a duration, a whole number or a record of them")


def duration(field: Field) -> timedelta:
    """Return a duration with its unit.

    Raises:
        ConfigurationError: it is none.
    """
    found = DURATION.fullmatch(field.text())
    if found is None:
        raise field.fault("must be a duration such as 90s, 15m, 72h or 30d")
    return int(found[1]) * _UNITS[found[2]]
