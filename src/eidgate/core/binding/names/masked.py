"""Masked names: what a switch or another bank shows with some letters hidden, such as `NGUYEN V** A*`.

A hidden letter may be any, so the best that a masked name can say is CLOSE.
"""

from eidgate.core.binding.names.words import HIDDEN, Word


def fits(one: tuple[Word, ...], other: tuple[Word, ...]) -> bool:
    """Whether two names may be the same where they show letters, and show at least one word in full."""
    if len(one) != len(other):
        return False
    pairs = [(a.bare, b.bare) for a, b in zip(one, other, strict=True)]
    shown = any(a == b and HIDDEN not in a for a, b in pairs)
    return shown and all(_may_be(a, b) or _may_be(b, a) for a, b in pairs)


def _may_be(pattern: str, word: str) -> bool:
    """Whether a word fits a pattern in which each run of `*` hides any letters, or none (greedy, linear)."""
    if HIDDEN not in pattern:
        return pattern == word
    first, *middle, last = pattern.split(HIDDEN)
    if not word.startswith(first) or not word.endswith(last) or len(word) < len(first) + len(last):
        return False
    within = word[len(first) : len(word) - len(last)]
    for part in middle:
        place = within.find(part)
        if place < 0:
            return False
        within = within[place + len(part) :]
    return True
