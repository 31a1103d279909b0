"""What `!`, `-`, `&&`, `==`, `in` and the others mean, by the types of their sides."""

import operator
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from eidgate.core.risk.rules.access import Expr, Run
from eidgate.core.risk.rules.fault import RuleError, RuleFault
from eidgate.core.risk.rules.syntax import Binary, Unary
from eidgate.core.risk.rules.types import ListOf, Scalar, Type, Word

Operation: TypeAlias = Callable[[Any, Any], Any]

_MOST: Final = 2**63 - 1
_LEAST: Final = -(2**63)
"""CEL's whole numbers have 64 bits; a result beyond them is an error and never wraps."""


def _whole(operation: Operation) -> Operation:
    def bounded(left: int, right: int) -> int:
        value: int = operation(left, right)
        if not _LEAST <= value <= _MOST:
            raise RuleError("a number grew beyond 64 bits")
        return value

    return bounded


def _moment(operation: Operation) -> Operation:
    def bounded(left: Any, right: Any) -> Any:
        try:
            return operation(left, right)
        except OverflowError as error:
            raise RuleError("a moment fell out of the calendar") from error

    return bounded


def _quotient(left: int, right: int) -> int:
    """Divide towards zero, as CEL does; Python's own division rounds down."""
    if right == 0:
        raise RuleError("divided by zero")
    size = abs(left) // abs(right)
    return size if (left < 0) == (right < 0) else -size


def _remainder(left: int, right: int) -> int:
    return left - right * _quotient(left, right)


_INT, _AT, _FOR = Scalar.INT, Scalar.TIMESTAMP, Scalar.DURATION

_RESULTS: Final[dict[tuple[str, Type, Type], tuple[Type, Operation]]] = {
    ("+", _INT, _INT): (_INT, _whole(operator.add)),
    ("-", _INT, _INT): (_INT, _whole(operator.sub)),
    ("*", _INT, _INT): (_INT, _whole(operator.mul)),
    ("/", _INT, _INT): (_INT, _whole(_quotient)),
    ("%", _INT, _INT): (_INT, _remainder),
    ("-", _AT, _AT): (_FOR, operator.sub),
    ("+", _AT, _FOR): (_AT, _moment(operator.add)),
    ("-", _AT, _FOR): (_AT, _moment(operator.sub)),
    ("+", _FOR, _FOR): (_FOR, _moment(operator.add)),
    ("-", _FOR, _FOR): (_FOR, _moment(operator.sub)),
}
_ORDER: Final = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_EQUALITY: Final = {"==": operator.eq, "!=": operator.ne}
_ORDERED: Final = frozenset({_INT, _AT, _FOR})
_TEXTS: Final = frozenset({Scalar.STRING})


def unary(node: Unary, part: Expr) -> Expr:
    """Return `!part` or `-part`.

    Raises:
        RuleFault: the part is not true or false, or not a number.
    """
    run = part.run
    if node.sign == "!" and part.type is Scalar.BOOL:
        return Expr(Scalar.BOOL, lambda case, item: not run(case, item))
    if node.sign == "-" and part.type is Scalar.INT:
        negated = _whole(lambda zero, value: zero - value)
        value = None if part.value is None else -int(str(part.value))
        return Expr(Scalar.INT, lambda case, item: negated(0, run(case, item)), value)
    raise RuleFault(node.offset, f"{node.sign!r} does not go with {part.type}")


def binary(node: Binary, left: Expr, right: Expr) -> Expr:
    """Return two sides joined by a sign.

    Raises:
        RuleFault: the sign does not go with these types, or a word is compared that there is not.
    """
    sign = node.sign
    if sign in {"&&", "||"} and left.type is right.type is Scalar.BOOL:
        return _both(left.run, right.run) if sign == "&&" else _either(left.run, right.run)
    if (
        sign == "in"
        and isinstance(right.type, ListOf)
        and comparable(left, right, right.type.item, node.offset)
    ):
        return _joined(Scalar.BOOL, lambda one, many: one in many, left, right)
    if sign in _EQUALITY and comparable(left, right, right.type, node.offset):
        return _joined(Scalar.BOOL, _EQUALITY[sign], left, right)
    if sign in _ORDER and left.type == right.type and left.type in _ORDERED:
        return _joined(Scalar.BOOL, _ORDER[sign], left, right)
    found = (
        _RESULTS.get((sign, left.type, right.type))
        if isinstance(left.type, Scalar) and isinstance(right.type, Scalar)
        else None
    )
    if found is None:
        raise RuleFault(node.offset, f"{sign!r} does not go with {left.type} and {right.type}")
    return _joined(found[0], found[1], left, right)


def comparable(left: Expr, right: Expr, other: Type, offset: int) -> bool:
    """Whether values of these types can be equal at all.

    Raises:
        RuleFault: a word is compared with a text that is none of its vocabulary.
    """
    if isinstance(left.type, ListOf) or isinstance(other, ListOf):
        return False
    for words, against in ((left.type, right), (other, left)):
        if isinstance(words, Word):
            check_words(words, against.value, offset)
    return _plain(left.type) == _plain(other)


def check_words(words: Word, value: object, offset: int) -> None:
    """Refuse texts that are none of a vocabulary.

    Raises:
        RuleFault: naming the first of them.
    """
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, str) and one not in words.words:
            raise RuleFault(offset, f"is never {one!r}; the words are {', '.join(words.words)}")


def _plain(kind: Type) -> Type:
    return Scalar.STRING if isinstance(kind, Word) else kind


def _both(left: Run, right: Run) -> Expr:
    return Expr(Scalar.BOOL, lambda case, item: left(case, item) and right(case, item))


def _either(left: Run, right: Run) -> Expr:
    return Expr(Scalar.BOOL, lambda case, item: left(case, item) or right(case, item))


def _joined(kind: Type, operation: Operation, left: Expr, right: Expr) -> Expr:
    first, second, fixed = left.run, right.run, right.value
    if fixed is not None:  # a literal need not be asked each time
        return Expr(kind, lambda case, item: operation(first(case, item), fixed))
    return Expr(kind, lambda case, item: operation(first(case, item), second(case, item)))
