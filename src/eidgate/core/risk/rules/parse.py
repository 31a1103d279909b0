"""Tokens to a tree, by the precedence of CEL (cel-spec, doc/langdef.md, "Syntax")."""

from typing import Final

from eidgate.core.risk.rules.fault import RuleFault
from eidgate.core.risk.rules.syntax import (
    Binary,
    Call,
    Choice,
    Listing,
    Literal,
    Member,
    Name,
    Node,
    Unary,
)
from eidgate.core.risk.rules.tokens import Token, TokenKind, tokens

MAX_DEPTH: Final = 24
"""Parts within parts; far above what a person reads, far below what exhausts a stack."""

MAX_TOKENS: Final = 400
"""Names, signs and literals; so that a long chain of `+`, which nests to the left, exhausts no stack."""

LARGEST: Final = 2**63 - 1
"""CEL's whole numbers have 64 bits."""

_RANKS: Final = {
    "||": 1,
    "&&": 2,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), 3),
    **dict.fromkeys("+-", 4),
    **dict.fromkeys("*/%", 5),
}
"""What binds tighter has the higher rank; equals group from the left."""

_TRUTH: Final = {"true": True, "false": False}


def parse(expression: str) -> Node:
    """Return the tree of an expression.

    Raises:
        RuleFault: it is none, or it is nested too deeply.
    """
    read = list(tokens(expression))
    if len(read) > MAX_TOKENS:
        raise RuleFault(read[MAX_TOKENS].offset, f"has more than {MAX_TOKENS} names, signs and literals")
    reader = _Reader(read)
    tree = reader.choice()
    if reader.next.kind is not TokenKind.END:
        raise RuleFault(reader.next.offset, f"did not expect {reader.next.text!r} here")
    return tree


class _Reader:
    """Recursive descent, one method a level of the grammar."""

    def __init__(self, read: list[Token]) -> None:
        self._tokens, self._place, self._depth = read, 0, 0

    @property
    def next(self) -> Token:
        return self._tokens[self._place]

    def choice(self) -> Node:
        """Read `or ? choice : choice`; whatever holds other parts passes here, so depth is counted here."""
        self._deeper()
        condition = self._binary(1)
        if self._takes("?"):
            yes = self.choice()
            self._need(":")
            condition = Choice(condition.offset, condition, yes, self.choice())
        self._depth -= 1
        return condition

    def _binary(self, rank: int) -> Node:
        left = self._unary()
        while (found := _RANKS.get(self.next.text, 0)) >= rank and self.next.kind is not TokenKind.TEXT:
            sign = self._take()
            left = Binary(sign.offset, sign.text, left, self._binary(found + 1))
        return left

    def _unary(self) -> Node:
        sign = self.next
        if sign.kind is TokenKind.SIGN and sign.text in {"!", "-"}:
            self._take()
            self._deeper()
            part = self._unary()
            self._depth -= 1
            return Unary(sign.offset, sign.text, part)
        return self._members(self._primary())

    def _members(self, target: Node) -> Node:
        while self._takes("."):
            name = self._name()
            if self._takes("("):
                target = Call(name.offset, target, name.text, self._until(")"))
            else:
                target = Member(name.offset, target, name.text)
        return target

    def _primary(self) -> Node:
        token = self._take()
        match token.kind, token.text:
            case TokenKind.NUMBER, digits:
                return Literal(token.offset, _whole(token, digits))
            case TokenKind.TEXT, text:
                return Literal(token.offset, text)
            case TokenKind.NAME, "true" | "false":
                return Literal(token.offset, _TRUTH[token.text])
            case TokenKind.NAME, name if name != "in":
                return (
                    Call(token.offset, None, name, self._until(")"))
                    if self._takes("(")
                    else Name(token.offset, name)
                )
            case TokenKind.SIGN, "(":
                inner = self.choice()
                self._need(")")
                return inner
            case TokenKind.SIGN, "[":
                return Listing(token.offset, self._until("]"))
        raise RuleFault(
            token.offset, f"did not expect {token.text!r} here" if token.text else "ends too early"
        )

    def _until(self, closing: str) -> tuple[Node, ...]:
        parts: list[Node] = []
        while not self._takes(closing):
            if parts:
                self._need(",")
            parts.append(self.choice())
        return tuple(parts)

    def _name(self) -> Token:
        if self.next.kind is not TokenKind.NAME:
            raise RuleFault(self.next.offset, "expected a name after the dot")
        return self._take()

    def _take(self) -> Token:
        token = self.next
        if token.kind is not TokenKind.END:
            self._place += 1
        return token

    def _takes(self, sign: str) -> bool:
        if self.next.kind is not TokenKind.SIGN or self.next.text != sign:
            return False
        self._place += 1
        return True

    def _need(self, sign: str) -> None:
        if not self._takes(sign):
            raise RuleFault(self.next.offset, f"expected {sign!r}")

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise RuleFault(self.next.offset, f"is nested more than {MAX_DEPTH} deep")


def _whole(token: Token, digits: str) -> int:
    if len(digits) > len(str(LARGEST)) or int(digits) > LARGEST:
        raise RuleFault(token.offset, "is larger than 64 bits hold")
    return int(digits)
