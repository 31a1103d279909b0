"""The `parameters` of a policy: read by the shape of their records, so that a new one needs no line here.

Durations are written with their unit (`90s`, `15m`, `72h`, `30d`), money and counts as whole numbers.
"""

import re
from datetime import timedelta
from typing import Any, Final, TypeVar, get_type_hints

from eidgate.adapters.strict_yaml import Field
from eidgate.core.shape import has_fields
from eidgate.core.terms import Vnd

T = TypeVar("T")

_UNITS: Final = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
DURATION: Final = re.compile(r"([1-9][0-9]{0,5})([smhd])", re.ASCII)
"""At most 999,999 of a unit, which every `timedelta` holds."""


def read_parameters(field: Field, kind: type[T]) -> T:
    """Return the record that a mapping spells out in full.

    Raises:
        ConfigurationError: a value is missing, unknown or not of its kind.
    """
    hints = get_type_hints(kind)
    told = field.record(tuple(hints))
    return kind(**{name: _value(told[name], hint) for name, hint in hints.items()})


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
