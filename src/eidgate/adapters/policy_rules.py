"""The custom rules of a policy: read, bounded, type-checked, with the place of a fault in the expression."""

import re
from typing import Final

from eidgate.adapters.policy_rows import row
from eidgate.adapters.strict_yaml import Field
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Cited
from eidgate.core.risk.rules.fault import RuleFault
from eidgate.core.risk.rules.rule import MAX_RULES, Rule, Test
from eidgate.core.risk.rules.translate import translate
from eidgate.core.risk.scoring import HIGHEST_SCORE

KEYS: Final = ("id", "version", "when", "outcome", "points", "code", "text")
ID: Final = re.compile(r"[a-z][a-z0-9-]{1,62}", re.ASCII)
CODE: Final = re.compile(r"[A-Z][A-Z0-9_]{2,62}", re.ASCII)
MAX_TEXT: Final = 300
"""Characters of one text: two sentences, as in the catalogue."""

_LINK: Final = re.compile(r"https?:|www\.", re.ASCII | re.IGNORECASE)


def read_rules(field: Field) -> tuple[Rule, ...]:
    """Return the rules of a list.

    Raises:
        ConfigurationError: too many, one twice, or one that is not acceptable.
    """
    entries = field.items()
    if len(entries) > MAX_RULES:
        raise field.fault(f"has {len(entries)} rules; at most {MAX_RULES} can be reviewed")
    rules: dict[str, Rule] = {}
    for entry in entries:
        rule = _rule(entry)
        if rule.cited.rule in rules:
            raise entry.find("id").fault("another rule has this id")
        rules[rule.cited.rule] = rule
    return tuple(rules.values())


def _rule(field: Field) -> Rule:
    parts = field.record(KEYS)
    points = parts["points"].whole()
    if points > HIGHEST_SCORE:
        raise parts["points"].fault(f"must be 0 to {HIGHEST_SCORE}")
    return Rule(
        cited=_cited(parts),
        expression=parts["when"].text(),
        outcomes=row(parts["outcome"]),
        points=points,
        test=_test(parts["when"]),
    )


def _cited(parts: dict[str, Field]) -> Cited:
    text = parts["text"].record(("vi", "en"))
    return Cited(
        rule=_formed(parts["id"], ID, "small letters, digits and -"),
        version=_version(parts["version"]),
        code=_code(parts["code"]),
        vi=_shown(text["vi"]),
        en=_shown(text["en"]),
    )


def _test(field: Field) -> Test:
    try:
        return translate(field.text())
    except RuleFault as fault:
        raise field.fault_within(fault.offset, fault.description) from fault


def _version(field: Field) -> int:
    version = field.whole()
    if version < 1:
        raise field.fault("must be 1 or more")
    return version


def _code(field: Field) -> str:
    code = _formed(field, CODE, "capitals, digits and _")
    if code in set(Reason):
        raise field.fault("is a code of the catalogue; a rule needs one of its own")
    return code


def _formed(field: Field, form: re.Pattern[str], what: str) -> str:
    text = field.text()
    if not form.fullmatch(text):
        raise field.fault(f"must be {what}, at most 63 of them")
    return text


def _shown(field: Field) -> str:
    """Read what people see: no links (Circular 50/2024 Art. 17(3))."""
    text = field.text()
    if len(text) > MAX_TEXT or _LINK.search(text):
        raise field.fault(f"must be at most {MAX_TEXT} characters, without a link")
    return text
