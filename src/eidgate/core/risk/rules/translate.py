"""A tree to a function: every part gets its type, and is refused where it has none.

The function is made of one small closure a part; nothing is generated as text, so no rule can become code.
`&&` and `||` look at their right side only when the left leaves it open; a left side that cannot answer makes
the whole unable to answer, which is stricter than CEL and never quieter.
"""

from typing import Final

from eidgate.core.risk.rules.access import NO_ITEM, Expr, Scope, constant, read
from eidgate.core.risk.rules.calls import call
from eidgate.core.risk.rules.fault import RuleFault
from eidgate.core.risk.rules.operators import binary, unary
from eidgate.core.risk.rules.parse import parse
from eidgate.core.risk.rules.rule import Test
from eidgate.core.risk.rules.syntax import Binary, Call, Choice, Listing, Literal, Member, Name, Node, Unary
from eidgate.core.risk.rules.types import ListOf, Scalar

_LITERALS: Final = {bool: Scalar.BOOL, int: Scalar.INT, str: Scalar.STRING}


def translate(expression: str) -> Test:
    """Return the test that an expression spells out.

    Raises:
        RuleFault: it cannot be read, names what is not there, or does not type-check.
    """
    made = typed(parse(expression), Scope())
    if made.type is not Scalar.BOOL:
        raise RuleFault(0, f"must be true or false, not {made.type}")
    run = made.run
    return lambda case: run(case, NO_ITEM)


def typed(node: Node, scope: Scope) -> Expr:  # noqa: PLR0911 (one a kind of part)
    """Return a part with its type and its function.

    Raises:
        RuleFault: it has no type.
    """
    match node:
        case Literal(value=value):
            return constant(_LITERALS[type(value)], value)
        case Name() | Member():
            return read(node, scope)
        case Call():
            return call(node, scope, typed)
        case Listing():
            return _listing(node, scope)
        case Unary():
            return unary(node, typed(node.part, scope))
        case Binary():
            return binary(node, typed(node.left, scope), typed(node.right, scope))
        case Choice():
            return _choice(node, scope)


def _listing(node: Listing, scope: Scope) -> Expr:
    """Return a list of literals of one type, known once and for all."""
    items = [typed(one, scope) for one in node.items]
    if not items or any(one.value is None for one in items):
        raise RuleFault(node.offset, "a list is written with its values: [1, 2] or ['a', 'b']")
    if len({one.type for one in items}) > 1:
        raise RuleFault(node.offset, "a list holds values of one type")
    return constant(ListOf(items[0].type), tuple(one.value for one in items))


def _choice(node: Choice, scope: Scope) -> Expr:
    condition, yes, no = (typed(one, scope) for one in (node.condition, node.yes, node.no))
    if condition.type is not Scalar.BOOL:
        raise RuleFault(node.condition.offset, f"must be true or false, not {condition.type}")
    if yes.type != no.type:
        raise RuleFault(node.no.offset, f"must be {yes.type} like the other choice, not {no.type}")
    ask, first, second = condition.run, yes.run, no.run
    return Expr(yes.type, lambda case, item: first(case, item) if ask(case, item) else second(case, item))
