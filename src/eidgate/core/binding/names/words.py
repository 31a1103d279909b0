"""A name as words that can be compared: one form for every way to encode and to spell the same letters.

Vietnamese text comes precomposed (NFC), decomposed (NFD) and half of each (code page 1258); with the
Icelandic Ð (U+00D0) where Đ (U+0110) is meant; with the tone on either vowel (hoà, hòa). A word here is its
letters with their shape marks (ă â ê ô ơ ư đ), and its tone at the end, so that all these are one word.
"""

import re
from dataclasses import dataclass
from typing import Final
from unicodedata import combining, normalize

TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Grave, acute, tilde, hook above, dot below: the five written tones (Unicode, U+0300 to U+036F)."""

MOST_CHARACTERS: Final = 300
"""Code points that are looked at; ISO 20022 names have at most 140, companies' in Viet Nam reach 250."""

HIDDEN: Final = "*"
"""What a masked name shows instead of letters (the switch's masking writes `*`)."""

_ICELANDIC: Final = str.maketrans({"\u00d0": "\u0110", "\u00f0": "\u0111", "\u2022": HIDDEN})
_JOINED: Final = str.maketrans("", "", "'\u2019\u02bc`")
"""Apostrophes are within a word: O'Brien is one."""

_PART: Final = re.compile(r"[^\s,;:/\\()\[\]\"&+|.\u2013\u2014-]+", re.UNICODE)

_TONE: Final = re.compile(f"[{''.join(sorted(TONES))}]")
_NO_LETTER: Final = re.compile(rf"[^\w{HIDDEN}]|_")
_MARKED: Final = re.compile(r"[^\x00-\x7f]")
"""What may be a mark, or have a bare form of its own."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `exact` has all its marks, `bare` none, and both are lower case."""

    exact: str
    bare: str

    @property
    def marked(self) -> bool:
        """Whether it carries any mark of its own."""
        return self.exact != self.bare

    @property
    def hidden(self) -> bool:
        """Whether some of its letters are masked."""
        return HIDDEN in self.bare


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a name, in order; what is no letter or digit parts them."""
    whole = normalize("NFKD", text[:MOST_CHARACTERS].translate(_ICELANDIC).translate(_JOINED)).casefold()
    return tuple(word for part in _PART.findall(whole) if (word := _word(part)).bare)


def _word(part: str) -> Word:
    shaped = _NO_LETTER.sub(_mark, part)
    return Word(exact=shaped + "".join(sorted(_TONE.findall(part))), bare=_MARKED.sub(_bare, shaped))


def _mark(found: re.Match[str]) -> str:
    """Return a shape mark, which NFKD has put in one order; tones and what is no letter are dropped."""
    return found[0] if combining(found[0]) and found[0] not in TONES else ""


def _bare(found: re.Match[str]) -> str:
    if found[0] == "\u0111":
        return "d"
    return "" if combining(found[0]) else found[0]


def is_capitals(text: str) -> bool:
    """Whether a name is written in capitals only, as banks' systems print them."""
    return text.upper() == text and text.lower() != text
