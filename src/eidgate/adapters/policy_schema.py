"""The JSON Schema of a policy's document, made of the vocabularies that read it: for editors that check.

It says what a document may hold, key by key. What only holds between keys (floors, ladders, the types of
rules) is said by `eidgate policy validate`.
"""

from collections.abc import Iterable
from dataclasses import is_dataclass
from datetime import timedelta
from typing import Any, Final, get_type_hints

from eidgate.adapters.policy_document import HARDENING, NAME, OPTIONAL, ROWS, TOP, VERSION
from eidgate.adapters.policy_parameters import DURATION
from eidgate.adapters.policy_rows import WORDS
from eidgate.adapters.policy_rules import CODE, ID, KEYS, MAX_TEXT
from eidgate.adapters.policy_softening import MAX_LISTS, MAX_MEMBERS
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.binding.evidence import Weight
from eidgate.core.binding.registry import RegistryResult
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Regime
from eidgate.core.risk.gaps import GAPS, SOURCED
from eidgate.core.risk.parameters import SignalParameters
from eidgate.core.risk.policy import COLUMNS, HIGHEST_ACCOUNT_LEVEL, HIGHEST_AUTHENTICATION_LEVEL
from eidgate.core.risk.rules.rule import MAX_RULES
from eidgate.core.risk.rules.tokens import MAX_EXPRESSION
from eidgate.core.risk.scoring import HIGHEST_SCORE
from eidgate.core.terms import TransactionKind

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string", "minLength": 1}
_WHOLE: Final[Schema] = {"type": "integer", "minimum": 0}
_ROW: Final[Schema] = {"$ref": "#/$defs/row"}
_OUTCOME: Final[Schema] = {"$ref": "#/$defs/outcome"}


def policy_schema() -> Schema:
    """Return the schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A risk policy of eidgate",
        **_record({name: _section(name) for name in (*TOP, *OPTIONAL)}, required=TOP),
        "$defs": {
            "outcome": {"enum": list(WORDS)},
            "row": {"anyOf": [_OUTCOME, _each(COLUMNS, _OUTCOME)]},
            "levels": _record(
                {
                    "account": _to(HIGHEST_ACCOUNT_LEVEL),
                    "authentication": _to(HIGHEST_AUTHENTICATION_LEVEL),
                }
            ),
        },
    }


def _section(name: str) -> Schema:
    levels = {"$ref": "#/$defs/levels"}
    unpaid = [kind for kind in TransactionKind if not kind.moves_money]
    sections: dict[str, Schema] = {
        "policy": _formed(NAME.pattern),
        "version": _formed(VERSION.pattern),
        "regulation": _list(_TEXT),
        "outcomes": _each(ROWS, _ROW),
        "gaps": _each(SOURCED, {"anyOf": [_ROW, _each(GAPS, _ROW)]}),
        "levels": _each(COLUMNS, levels),
        "consent": _each(COLUMNS, {"enum": list(TransactionBinding)}),
        "judged_as": _each(unpaid, {"enum": list(Regime.INDIVIDUAL.ladder)}),
        "binding": levels,
        "evidence": _record(
            {"face": {"type": "boolean"}, "registry": _each(RegistryResult, {"enum": list(Weight)})}
        ),
        "points": _each(WORDS, _to(HIGHEST_SCORE)),
        "score": _each(HARDENING, {"anyOf": [{"const": "none"}, _to(HIGHEST_SCORE)]}),
        "weights": _record({one: _to(HIGHEST_SCORE) for one in Reason}, required=()),
        "hold": _record({"hours": _to(72), "ground": _TEXT}),
        "parameters": _parameters(SignalParameters),
        "softening": _list(_softening(), most=MAX_LISTS),
        "rules": _list(_rule(), most=MAX_RULES),
    }
    return sections.get(name, _WHOLE)


def _rule() -> Schema:
    text = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}
    fields: dict[str, Schema] = {
        "id": _formed(ID.pattern),
        "version": {"type": "integer", "minimum": 1},
        "when": {"type": "string", "minLength": 1, "maxLength": MAX_EXPRESSION},
        "outcome": _ROW,
        "points": _to(HIGHEST_SCORE),
        "code": _formed(CODE.pattern),
        "text": _record({"vi": text, "en": text}),
    }
    return _record({name: fields[name] for name in KEYS})


def _softening() -> Schema:
    fields: dict[str, Schema] = {
        "id": _TEXT,
        "why": _TEXT,
        "reasons": _list({"enum": list(Reason)}),
        "to": _OUTCOME,
        "payees": _list(_formed("[0-9a-f]{64}"), most=MAX_MEMBERS),
        "until": _TEXT,
    }
    return _record(fields, required=[name for name in fields if name != "until"])


def _parameters(kind: type) -> Schema:
    return _record({name: _parameter(hint) for name, hint in get_type_hints(kind).items()})


def _parameter(hint: Any) -> Schema:
    if isinstance(hint, type) and is_dataclass(hint):
        return _parameters(hint)
    return _formed(DURATION.pattern) if hint is timedelta else _WHOLE


def _record(fields: dict[Any, Schema], *, required: Iterable[str] | None = None) -> Schema:
    """Return an object with these keys and no others; all of them are required unless said otherwise."""
    needed = list(fields) if required is None else list(required)
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": [str(name) for name in needed]} if needed else {}),
        "properties": {str(name): field for name, field in fields.items()},
    }


def _each(names: Iterable[str], field: Schema) -> Schema:
    """Return an object with one kind of value under each of these keys."""
    return _record({name: field for name in names})  # noqa: C420 (ruff would share what is not changed)


def _list(item: Schema, *, most: int | None = None) -> Schema:
    bound = {} if most is None else {"maxItems": most}
    return {"type": "array", "minItems": 1, **bound, "items": item}


def _formed(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$"}


def _to(most: int) -> Schema:
    return {"type": "integer", "minimum": 0, "maximum": most}
