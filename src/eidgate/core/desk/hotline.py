"""Text messages to the hotline (156, 5656): `S`, `V` or `LD`, the number in question, and what it said.

    S (0900000001)(content)     a spam message        V (0900000001)(content)     a spam call
    LD (0900000001)(content)    a call that tried to defraud

The syntax is that of the published notices (`domain.md` F6.1). People write it with and without brackets,
in any case, and LĐ for LD; each of these is understood, and nothing else is guessed.
"""

import re
from dataclasses import dataclass
from typing import Final

from eidgate.core.desk.canonical import identifier
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.report import Scheme
from eidgate.core.reason_texts.text import Text

MOST_CHARACTERS: Final = 1_000
"""Six joined messages of 160 characters; nobody types more on a phone."""

_SCHEMES: Final = {
    "S": Scheme.SPAM_MESSAGE,
    "V": Scheme.SPAM_CALL,
    "LD": Scheme.SCAM_CALL,
    "LĐ": Scheme.SCAM_CALL,
}
_WORD: Final = re.compile(r"\s*([^\W\d_]{1,8})(?=[\s(]|$)")
_BRACKETED: Final = re.compile(r"\s*\(([^()]{1,40})\)")
_BARE: Final = re.compile(r"\s*(\+?[0-9][0-9 .-]{6,20}[0-9])(?=[\s(]|$)")

_WHICH: Final = Text(
    vi="Tin nhắn phải bắt đầu bằng S (tin nhắn rác), V (cuộc gọi rác) hoặc LD (cuộc gọi lừa đảo).",
    en="Begin with S (spam message), V (spam call) or LD (scam call).",
)
_NUMBER: Final = Text(
    vi="Sau đó ghi số điện thoại trong ngoặc đơn, ví dụ: LD (0900000001) (nội dung).",
    en="Then write the number in brackets, for example: LD (0900000001) (what was said).",
)
_CONTENT: Final = Text(
    vi="Cuối cùng ghi nội dung tin nhắn hoặc cuộc gọi.", en="At the end write what the message or call said."
)
_LONG: Final = Text(
    vi="Tin nhắn quá dài; nhiều nhất 1.000 ký tự.", en="The message is too long: at most 1,000 characters."
)


class HotlineSyntaxError(ValueError):
    """The message says nothing that can be understood; `answer` tells its sender what to write."""

    def __init__(self, answer: Text) -> None:
        super().__init__(answer.en)
        self.answer = answer


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineMessage:
    """What a message says; number and content are personal data."""

    scheme: Scheme
    number: Identifier
    content: str


def parse_message(text: str) -> HotlineMessage:
    """Read a message.

    Raises:
        HotlineSyntaxError: it does not follow the syntax; nothing of it is repeated.
    """
    if len(text) > MOST_CHARACTERS:
        raise HotlineSyntaxError(_LONG)
    word = _WORD.match(text)
    scheme = _SCHEMES.get(word[1].upper()) if word else None
    if word is None or scheme is None:
        raise HotlineSyntaxError(_WHICH)
    number, rest = _number(text[word.end() :])
    content = _content(rest)
    if not content:
        raise HotlineSyntaxError(_CONTENT)
    return HotlineMessage(scheme=scheme, number=number, content=content)


def _number(rest: str) -> tuple[Identifier, str]:
    found = _BRACKETED.match(rest) or _BARE.match(rest)
    if found is None:
        raise HotlineSyntaxError(_NUMBER)
    try:
        return identifier(IdentifierKind.PHONE, found[1]), rest[found.end() :]
    except ValueError:
        raise HotlineSyntaxError(_NUMBER) from None  # the cause tells less


def _content(rest: str) -> str:
    """Return the content on one line, without the brackets around it."""
    plain = " ".join(rest.split())
    return plain[1:-1].strip() if plain.startswith("(") and plain.endswith(")") else plain
