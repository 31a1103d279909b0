"""A name as words that can be compared: one form for every way to encode and to spell the same letters.

Vietnamese text comes precomposed (NFC), decomposed (NFD) and half of each (code page 1258); with the
Icelandic Ð (U+00D0) where Đ (U+0110) is meant; with the tone on either vowel (hoà, hòa). A word here is its
letters with their shape marks (ă â ê ô ơ ư đ), and its tone at the end, so that all these are one word.
"""

import re
from collections.abc import Iterator
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
    tones = "".join(sorted(mark for mark in part if mark in TONES))
    shaped = "".join(_letters(part))
    return Word(exact=shaped + tones, bare="".join(_bare(shaped)))


def _letters(part: str) -> Iterator[str]:
    """Yield the letters with their shape marks, which NFKD has put in one order; tones are dropped."""
    for mark in part:
        if mark not in TONES and (mark.isalnum() or mark == HIDDEN or combining(mark)):
            yield mark


def _bare(shaped: str) -> Iterator[str]:
    for letter in shaped:
        if not combining(letter):
            yield "d" if letter == "\u0111" else letter


def is_capitals(text: str) -> bool:
    """Whether a name is written in capitals only, as banks' systems print them."""
    return text.upper() == text and text.lower() != text
