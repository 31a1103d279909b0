"""The functions of rules: `has`, `size`, `duration`, `timestamp`, three on texts and three over lists."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

from eidgate.core.risk.rules.access import Expr, Run, Scope, constant, resolve
from eidgate.core.risk.rules.fault import RuleError, RuleFault
from eidgate.core.risk.rules.syntax import Call, Literal, Member, Name, Node
from eidgate.core.risk.rules.types import ListOf, Scalar, Word
from eidgate.core.terms import as_utc

Typed: TypeAlias = Callable[[Node, Scope], Expr]

MAX_ITEMS: Final = 256
"""What a rule looks through at most; longer lists make it unable to answer, which is a finding."""

_DURATION: Final = re.compile(r"([1-9][0-9]{0,5})([smh])", re.ASCII)
_UNITS: Final = {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1)}
_ON_TEXT: Final[dict[str, Callable[[str, str], bool]]] = {
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "contains": str.__contains__,
}
_OVER: Final = ("exists", "all", "filter")
KNOWN: Final = ("has", "size", "duration", "timestamp", *_ON_TEXT, *_OVER)


def call(node: Call, scope: Scope, typed: Typed) -> Expr:
    """Return a call of one of the functions.

    Raises:
        RuleFault: there is no such function, or it is not called like this.
    """
    match node:
        case Call(target=None, name="has", arguments=(Member() | Name() as path,)):
            return _has(path, scope)
        case Call(target=None, name="size", arguments=(one,)):
            return _size(typed(one, scope), one.offset)
        case Call(target=None, name="duration", arguments=(Literal(value=str() as text),)):
            return constant(Scalar.DURATION, _duration(text, node.offset))
        case Call(target=None, name="timestamp", arguments=(Literal(value=str() as text),)):
            return constant(Scalar.TIMESTAMP, _timestamp(text, node.offset))
        case Call(target=None):
            pass
        case Call(target=target, name=name, arguments=(Name() as variable, body)) if target and name in _OVER:
            return _over(
                node, typed(target, scope), _inside(scope, variable, typed(target, scope)), body, typed
            )
        case Call(target=target, name=name, arguments=(one,)) if target and name in _ON_TEXT:
            return _on_text(node, typed(target, scope), typed(one, scope))
    raise RuleFault(node.offset, _advice(node.name))


def _advice(name: str) -> str:
    if name == "matches":
        return "matches() is not offered, for its cost has no bound; use startsWith, endsWith or contains"
    if name in KNOWN:
        return f"{name}() is not called like this"
    return f"no such function as {name!r}; there are {', '.join(KNOWN)}"


def _has(path: Name | Member, scope: Scope) -> Expr:
    _, run = resolve(path, scope)
    return Expr(Scalar.BOOL, lambda case, item: run(case, item) is not None)


def _size(many: Expr, offset: int) -> Expr:
    if not isinstance(many.type, ListOf):
        raise RuleFault(offset, f"size() counts lists, not {many.type}")
    run = many.run
    return Expr(Scalar.INT, lambda case, item: len(run(case, item)))


def _on_text(node: Call, text: Expr, part: Expr) -> Expr:
    if not isinstance(text.type, Word) and text.type is not Scalar.STRING:
        raise RuleFault(node.offset, f"{node.name}() is for texts, not {text.type}")
    if not isinstance(part.value, str):
        raise RuleFault(node.offset, f"{node.name}() wants a text in quotes")
    test, run, known = _ON_TEXT[node.name], text.run, part.value
    return Expr(Scalar.BOOL, lambda case, item: test(run(case, item), known))


def _inside(scope: Scope, variable: Name, many: Expr) -> Scope:
    """Return what names mean while a list is looked through; one list at a time, or cost would multiply."""
    if scope.variable:
        raise RuleFault(
            variable.offset, "a list inside a list is not looked through, for its cost multiplies"
        )
    if variable.name in scope.facts.fields:
        raise RuleFault(variable.offset, f"{variable.name!r} is a fact; give the variable another name")
    item = many.type.item if isinstance(many.type, ListOf) else None
    return Scope(variable=variable.name, item=item, facts=scope.facts)


def _over(node: Call, many: Expr, inside: Scope, body: Node, typed: Typed) -> Expr:
    if not isinstance(many.type, ListOf):
        raise RuleFault(node.offset, f"{node.name}() is for lists, not {many.type}")
    told = typed(body, inside)
    if told.type is not Scalar.BOOL:
        raise RuleFault(body.offset, f"must be true or false, not {told.type}")
    items, test = _bounded(many.run), told.run
    if node.name == "filter":
        return Expr(many.type, lambda case, _: [one for one in items(case, None) if test(case, one)])
    found = any if node.name == "exists" else all
    return Expr(Scalar.BOOL, lambda case, _: found(test(case, one) for one in items(case, None)))


def _bounded(run: Run) -> Run:
    def items(case: Any, item: Any) -> Any:
        many = run(case, item)
        if len(many) > MAX_ITEMS:
            raise RuleError(f"a list has more than {MAX_ITEMS} items")
        return many

    return items


def _duration(text: str, offset: int) -> timedelta:
    found = _DURATION.fullmatch(text)
    if found is None:
        raise RuleFault(offset, 'a duration is written "90s", "15m" or "72h"')
    return int(found[1]) * _UNITS[found[2]]


def _timestamp(text: str, offset: int) -> datetime:
    try:
        return as_utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise RuleFault(offset, 'a timestamp is written "2026-11-25T09:00:00+07:00"') from error
