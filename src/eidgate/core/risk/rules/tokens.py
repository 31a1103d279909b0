"""Text to tokens: the words of CEL that rules may use, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eidgate.core.risk.rules.fault import RuleFault

MAX_EXPRESSION: Final = 2_000
"""Characters of one rule; what is longer is two rules, or nobody reviews it."""


class TokenKind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One token; a text's quotes are already taken off."""

    kind: TokenKind
    text: str
    offset: int


_TOKEN: Final = re.compile(
    r"""(?P<space>\s+|//[^\n]*)
      | (?P<number>[0-9]+(?![0-9A-Za-z_.]))
      | (?P<text>"(?:[^"\\\n]|\\["'\\])*"|'(?:[^'\\\n]|\\["'\\])*')
      | (?P<name>[A-Za-z_][0-9A-Za-z_]*)
      | (?P<sign>&&|\|\||==|!=|<=|>=|[-<>!+*/%?:.,()\[\]])""",
    re.VERBOSE,
)
"""Each alternative starts differently and repeats one class of characters, so matching takes linear time."""

_ESCAPE: Final = re.compile(r"\\(.)")


def tokens(expression: str) -> Iterator[Token]:
    """Yield the tokens, and an END at last.

    Raises:
        RuleFault: a character or a number that rules do not know, or too many characters.
    """
    if len(expression) > MAX_EXPRESSION:
        raise RuleFault(0, f"is longer than {MAX_EXPRESSION} characters")
    place = 0
    while place < len(expression):
        found = _TOKEN.match(expression, place)
        if found is None:
            raise RuleFault(place, f"cannot be read from {expression[place]!r} on")
        if found.lastgroup == "text":
            yield Token(TokenKind.TEXT, _ESCAPE.sub(r"\1", found[0][1:-1]), place)
        elif found.lastgroup != "space":
            yield Token(TokenKind(str(found.lastgroup)), found[0], place)
        place = found.end()
    yield Token(TokenKind.END, "", place)
