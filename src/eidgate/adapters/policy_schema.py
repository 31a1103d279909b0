"""The JSON Schema of a policy's document, made of the vocabularies that read it: for editors that check.

It says what a document may hold, key by key. What only holds between keys (floors, ladders, the types of
rules) is said by `eidgate policy validate`.
"""

from datetime import timedelta
from typing import Any, Final, get_type_hints

from eidgate.adapters.policy_document import HARDENING, NAME, OPTIONAL, ROWS, TOP, VERSION
from eidgate.adapters.policy_parameters import DURATION
from eidgate.adapters.policy_rows import WORDS
from eidgate.adapters.policy_rules import CODE, ID, KEYS, MAX_TEXT
from eidgate.adapters.policy_softening import MAX_LISTS, MAX_MEMBERS
from eidgate.adapters.schema_parts import DRAFT, TEXT, WHOLE, Schema, each, formed, listed, record, up_to
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
from eidgate.core.shape import has_fields
from eidgate.core.terms import TransactionKind

_ROW: Final[Schema] = {"$ref": "#/$defs/row"}
_OUTCOME: Final[Schema] = {"$ref": "#/$defs/outcome"}


def policy_schema() -> Schema:
    """Return the schema, draft 2020-12."""
    return {
        "$schema": DRAFT,
        "title": "A risk policy of eidgate",
        **record({name: _section(name) for name in (*TOP, *OPTIONAL)}, required=TOP),
        "$defs": {
            "outcome": {"enum": list(WORDS)},
            "row": {"anyOf": [_OUTCOME, each(COLUMNS, _OUTCOME)]},
            "levels": record(
                {
                    "account": up_to(HIGHEST_ACCOUNT_LEVEL),
                    "authentication": up_to(HIGHEST_AUTHENTICATION_LEVEL),
                }
            ),
        },
    }


def _section(name: str) -> Schema:
    levels = {"$ref": "#/$defs/levels"}
    unpaid = [kind for kind in TransactionKind if not kind.moves_money]
    sections: dict[str, Schema] = {
        "policy": formed(NAME.pattern),
        "version": formed(VERSION.pattern),
        "regulation": listed(TEXT),
        "outcomes": each(ROWS, _ROW),
        "gaps": each(SOURCED, {"anyOf": [_ROW, each(GAPS, _ROW)]}),
        "levels": each(COLUMNS, levels),
        "consent": each(COLUMNS, {"enum": list(TransactionBinding)}),
        "judged_as": each(unpaid, {"enum": list(Regime.INDIVIDUAL.ladder)}),
        "binding": levels,
        "evidence": record(
            {"face": {"type": "boolean"}, "registry": each(RegistryResult, {"enum": list(Weight)})}
        ),
        "points": each(WORDS, up_to(HIGHEST_SCORE)),
        "score": each(HARDENING, {"anyOf": [{"const": "none"}, up_to(HIGHEST_SCORE)]}),
        "weights": record({one: up_to(HIGHEST_SCORE) for one in Reason}, required=()),
        "hold": record({"hours": up_to(72), "ground": TEXT}),
        "parameters": _parameters(SignalParameters),
        "softening": listed(_softening(), most=MAX_LISTS),
        "rules": listed(_rule(), most=MAX_RULES),
    }
    return sections.get(name, WHOLE)


def _rule() -> Schema:
    text = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}
    fields: dict[str, Schema] = {
        "id": formed(ID.pattern),
        "version": {"type": "integer", "minimum": 1},
        "when": {"type": "string", "minLength": 1, "maxLength": MAX_EXPRESSION},
        "outcome": _ROW,
        "points": up_to(HIGHEST_SCORE),
        "code": formed(CODE.pattern),
        "text": record({"vi": text, "en": text}),
    }
    return record({name: fields[name] for name in KEYS})


def _softening() -> Schema:
    fields: dict[str, Schema] = {
        "id": TEXT,
        "why": TEXT,
        "reasons": listed({"enum": list(Reason)}),
        "to": _OUTCOME,
        "payees": listed(formed("[0-9a-f]{64}"), most=MAX_MEMBERS),
        "until": TEXT,
    }
    return record(fields, required=[name for name in fields if name != "until"])


def _parameters(kind: type) -> Schema:
    return record({name: _parameter(hint) for name, hint in get_type_hints(kind).items()})


def _parameter(hint: Any) -> Schema:
    if has_fields(hint):
        return _parameters(hint)
    return formed(DURATION.pattern) if hint is timedelta else WHOLE
