"""A name as words that can be compared: one form for every way to encode and to spell the same letters.

Vietnamese text comes precomposed (NFC), decomposed (NFD) and half of each (code page 1258); with the
Icelandic Ð (U+00D0) where Đ (U+0110) is meant; with the tone on either vowel (hoà, hòa). A word here is its
letters with their shape marks (ă â ê ô ơ ư đ), and its tone at the end, so that all these are one word.
"""

import re
from typing import Final, NamedTuple
from unicodedata import combining, normalize

TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Grave, acute, tilde, hook above, dot below: the five written tones (Unicode, U+0300 to U+036F)."""

MOST_CHARACTERS: Final = 300
"""Code points that are looked at; ISO 20022 names have at most 140, companies' in Viet Nam reach 250."""

MOST_WORDS: Final = 80
"""Words that a name may have; the longest company names have some 70. What has more is no name."""

HIDDEN: Final = "*"
"""What a masked name shows instead of letters (the switch's masking writes `*`)."""

_ICELANDIC: Final = str.maketrans({"\u00d0": "\u0110", "\u00f0": "\u0111", "\u2022": HIDDEN})
_JOINED: Final = str.maketrans("", "", "'\u2019\u02bc`")
"""Apostrophes are within a word: O'Brien is one."""

_PART: Final = re.compile(r"[^\s,;:/\\()\[\]\"&+|.\u2013\u2014-]+", re.UNICODE)


class Word(NamedTuple):
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
    """Return the words of a name, in order; what is no letter or digit parts them.

    A text of more words than any name has is none at all, so that nothing is found to be the same as it.
    """
    whole = normalize("NFKD", text[:MOST_CHARACTERS].translate(_ICELANDIC).translate(_JOINED)).casefold()
    parts = _PART.findall(whole)
    if len(parts) > MOST_WORDS:
        return ()
    return tuple([word for part in parts if (word := _word(part)).bare])


def _word(part: str) -> Word:
    """Take a part's letters once, its tones to the end; NFKD has put the other marks in one order."""
    if part.isascii():
        plain = part if part.isalnum() else "".join([one for one in part if one.isalnum() or one == HIDDEN])
        return Word(plain, plain)
    shaped, bare, tones = list[str](), list[str](), list[str]()
    for one in part:
        if one in TONES:
            tones.append(one)
        elif combining(one):
            shaped.append(one)
        elif one.isalnum() or one == HIDDEN:
            shaped.append(one)
            bare.append("d" if one == "\u0111" else one)
    return Word("".join(shaped) + "".join(sorted(tones)), "".join(bare))


def is_capitals(text: str) -> bool:
    """Whether a name is written in capitals only, as banks' systems print them."""
    return text.upper() == text and text.lower() != text
