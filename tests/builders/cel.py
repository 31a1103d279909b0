"""The same facts for another implementation of CEL: nested mappings without what is absent.

A record at the top that is absent is an empty one, as an unset message is in CEL over protobuf.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import cel

from eidgate.core.risk.case import Case
from eidgate.core.risk.rules.derived import DERIVED
from eidgate.core.risk.rules.schema import schema
from eidgate.core.risk.rules.types import ListOf, Record, Type


def second_opinion(expression: str, case: Case) -> bool:
    """What the Rust CEL answers; it raises where it cannot."""
    answer: bool = cel.evaluate(expression, cel.Context(variables=context(case)))
    assert isinstance(answer, bool)
    return answer


def context(case: Case) -> dict[str, Any]:
    empty = {name: {} for name, field in schema().fields.items() if isinstance(field.type, Record)}
    told: dict[str, Any] = empty | _record(case.facts, schema())
    for one in DERIVED:
        value = one.read(case)
        if value is not None:
            *records, name = one.name.split(".")
            place = told
            for record in records:
                place = place.setdefault(record, {})
            place[name] = _value(value, one.type)
    return told


def _record(value: Any, kind: Record) -> dict[str, Any]:
    told = {name: (getattr(value, name, None), field.type) for name, field in kind.fields.items()}
    return {name: _value(part, of) for name, (part, of) in told.items() if part is not None}


def _value(value: Any, kind: Type) -> Any:
    if isinstance(kind, Record):
        return _record(value, kind)
    if isinstance(kind, ListOf):
        return [_value(one, kind.item) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    assert isinstance(value, bool | int | str | datetime | timedelta)
    return value
