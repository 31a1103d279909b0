"""Reading facts in a rule: a dotted path to a getter, absent where nothing is known."""

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final, TypeAlias

from eidgate.core.risk.rules.derived import DERIVED
from eidgate.core.risk.rules.fault import RuleError, RuleFault
from eidgate.core.risk.rules.schema import schema
from eidgate.core.risk.rules.syntax import Member, Name, Node
from eidgate.core.risk.rules.types import Field, Record, Type

Run: TypeAlias = Callable[[Any, Any], Any]
"""From the case and the item of the list that is being looked through to a value."""

NO_ITEM: Final = None
"""Outside every list."""

_DERIVED: Final = {one.name: one.read for one in DERIVED}


@dataclass(frozen=True, slots=True)
class Expr:
    """A part that has its type. `value` is set for a literal, so that it can be checked when it is read."""

    type: Type
    run: Run
    value: object = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What names mean: the facts, and inside `list.exists(x, ...)` also `x`."""

    variable: str = ""
    item: Type | None = None
    facts: Record = field(default_factory=schema)


def constant(kind: Type, value: object) -> Expr:
    """Return a part that is always the same."""
    return Expr(kind, lambda _case, _item: value, value)


def read(node: Name | Member, scope: Scope) -> Expr:
    """Return the fact or item that a path names.

    Raises:
        RuleFault: there is no such fact, or it is a record as a whole.
    """
    found, run = resolve(node, scope)
    if isinstance(found.type, Record):
        raise RuleFault(node.offset, f"is a record; name one of {', '.join(found.type.fields)}")
    return Expr(
        found.type, _needed(run, ".".join(name for name, _ in _steps(node))) if found.optional else run
    )


def resolve(node: Name | Member, scope: Scope) -> tuple[Field, Run]:
    """Return the field that a path names, and what reads it; None where it is absent.

    Raises:
        RuleFault: there is no such field.
    """
    steps = _steps(node)
    names = [name for name, _ in steps]
    ours = bool(scope.variable) and names[0] == scope.variable
    found = Field(scope.item, optional=False) if ours and scope.item else Field(scope.facts, optional=False)
    for name, offset in steps[1:] if ours else steps:
        found = _step(found, name, offset)
    if ours:
        return found, _getter(names[1:], optional=found.optional, of_item=True)
    derived = _DERIVED.get(".".join(names))
    if derived is not None:
        return found, lambda case, _item: derived(case)
    return found, _getter(names, optional=found.optional, of_item=False)


def _steps(node: Node) -> list[tuple[str, int]]:
    """Return the names of a path, each with its place.

    Raises:
        RuleFault: it is no path.
    """
    if isinstance(node, Name):
        return [(node.name, node.offset)]
    if isinstance(node, Member):
        return [*_steps(node.record), (node.name, node.offset)]
    raise RuleFault(node.offset, "only facts have fields")


def _step(record: Field, name: str, offset: int) -> Field:
    inner = record.type
    if not isinstance(inner, Record):
        raise RuleFault(offset, f"a {inner} has no fields")
    if name not in inner.fields:
        raise RuleFault(offset, f"no such fact as {name!r}; here are {', '.join(inner.fields)}")
    found = inner.fields[name]
    return Field(found.type, optional=found.optional or record.optional, doc=found.doc)


def _getter(names: list[str], *, optional: bool, of_item: bool) -> Run:
    """Read attributes; a record on the way that is absent makes what it holds absent as well."""
    if not names:
        return lambda _case, item: item
    get = attrgetter(".".join(names) if of_item else f"facts.{'.'.join(names)}")
    if not optional:
        return (lambda _case, item: get(item)) if of_item else (lambda case, _item: get(case))

    def maybe(case: Any, item: Any) -> Any:
        try:
            return get(item if of_item else case)
        except AttributeError:
            return None

    return maybe


def _needed(run: Run, path: str) -> Run:
    def needed(case: Any, item: Any) -> Any:
        value = run(case, item)
        if value is None:
            raise RuleError(f"{path} is not known")
        return value

    return needed
