"""The JSON Schema of a policy's tests, made by the shape of `Facts` like their reader (`world_facts.py`)."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from eidgate.adapters.policy_parameters import DURATION
from eidgate.adapters.policy_rows import WORDS
from eidgate.adapters.policy_worlds import MAX_WORLDS
from eidgate.adapters.schema_parts import DRAFT, TEXT, WHOLE, Schema, formed, listed, record, up_to
from eidgate.core.observation import Reading, SignalState
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.facts import AssertionFacts, Facts
from eidgate.core.risk.scoring import HIGHEST_SCORE
from eidgate.core.shape import has_fields

_NONE: Final[Schema] = {"const": "none"}
_AGO: Final = formed(DURATION.pattern)
_DAY: Final = formed("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BELOW_ZERO: Final[Schema] = {"type": "integer", "maximum": -1}
_SHORT: Final[dict[type, Schema]] = {
    AssertionFacts: {"enum": ["none", "signed"]},
    Confirmation: {"enum": list(Form)},
    Reading: {"anyOf": [{"enum": list(SignalState)}, _AGO]},
}
"""Parts with a short form, as one value."""
_PLAIN: Final[dict[Any, Schema]] = {
    str: TEXT,
    bool: {"type": "boolean"},
    int: {"anyOf": [WHOLE, _BELOW_ZERO]},
    datetime: TEXT,
    timedelta: _AGO,
    date: _DAY,
}


def worlds_schema() -> Schema:
    """Return the schema, draft 2020-12."""
    return {
        "$schema": DRAFT,
        "title": "The tests of a risk policy of eidgate",
        **record({"worlds": listed(_world(), most=MAX_WORLDS)}),
    }


def _world() -> Schema:
    codes = listed(TEXT)
    score = record({"least": up_to(HIGHEST_SCORE), "most": up_to(HIGHEST_SCORE)}, required=())
    fields: dict[str, Schema] = {
        "name": TEXT,
        "about": TEXT,
        "facts": _differing(Facts),
        "outcome": {"enum": list(WORDS)},
        "reasons": codes,
        "notes": codes,
        "score": score,
    }
    return record(fields, required=("name", "about", "facts", "outcome"))


def _differing(kind: type) -> Schema:
    return record({name: _value(hint) for name, hint in get_type_hints(kind).items()}, required=())


def _value(hint: Any) -> Schema:
    if get_origin(hint) in {Union, UnionType}:
        [inner] = [part for part in get_args(hint) if part is not NoneType]
        return {"anyOf": [_NONE, _value(inner)]}
    hint = getattr(hint, "__supertype__", hint)
    if get_origin(hint) is tuple:
        return {"anyOf": [_NONE, listed(_value(get_args(hint)[0]))]}
    if has_fields(hint):
        differing = _differing(hint)
        return {"anyOf": [_SHORT[hint], differing]} if hint in _SHORT else differing
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": list(hint)}
    return _PLAIN[hint]
