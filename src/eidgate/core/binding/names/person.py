"""Comparing the names of people.

The rules stand in order of what they concede; the first that holds decides. Only the first three are a MATCH:
the same words, the same words where one side was written without marks altogether, and the family name moved
to the end as abroad. Everything else that might be the same person is CLOSE: the payer is shown and decides.
"""

from collections import Counter
from collections.abc import Callable
from typing import Final, TypeAlias

from eidgate.core.binding.names.edits import is_one_edit
from eidgate.core.binding.names.grade import NameMatch, NameWhy, different, graded
from eidgate.core.binding.names.masked import fits
from eidgate.core.binding.names.vietnamese import ALWAYS_MARKED, FAMILY_NAMES, HONORIFICS
from eidgate.core.binding.names.words import MOST_CHARACTERS, Word, is_capitals, words

Words: TypeAlias = tuple[Word, ...]
Bare: TypeAlias = list[str]
"""Words without their marks."""

LEAST_SLIP: Final = 5
"""Letters that a word must have before one wrong letter is taken for a slip: Tom is not Tim, An is not Ân."""

LEAST_NAMES: Final = 2
"""Words that a name must have before anything but equality is believed of it."""


def compare_person(given: str, registered: str) -> NameMatch:
    """Compare a name as typed with a registered one."""
    one, other = _name(given), _name(registered)
    if not one or not other:
        return graded(NameWhy.EMPTY)
    if any(word.hidden for word in (*one, *other)):
        return graded(NameWhy.MASKED) if fits(one, other) else _different(one, other)
    if one == other:
        return graded(NameWhy.SAME)
    if min(len(one), len(other)) < LEAST_NAMES:
        return _single(one, other)
    a, b = _bare(one), _bare(other)
    if a == b:
        return graded(_without_marks(given, one, registered, other))
    why = NameWhy.FAMILY_NAME_MOVED if _is_family_name_moved(one, other) else _conceded(a, b)
    return _different(one, other) if why is None else graded(why)


def _conceded(one: Bare, other: Bare) -> NameWhy | None:
    """Return the first rule that holds, or None when it is another name."""
    return next((why for why, holds in _RULES if holds(one, other)), None)


def drops_marks(text: str, name: Words) -> bool:
    """Whether this name was written without marks altogether, so that none of them can be compared."""
    if any(word.marked for word in name):
        return False
    return is_capitals(text) or any(word.bare in ALWAYS_MARKED for word in name)


def _name(text: str) -> Words:
    """Return the words of a name, the part before a comma last, without a form of address."""
    before, _, after = text[:MOST_CHARACTERS].partition(",")
    found = words(f"{after} {before}")
    return found[1:] if len(found) > LEAST_NAMES and found[0].bare in HONORIFICS else found


def _bare(name: Words) -> Bare:
    return [word.bare for word in name]


def _without_marks(given: str, one: Words, registered: str, other: Words) -> NameWhy:
    dropped = drops_marks(given, one) or drops_marks(registered, other)
    return NameWhy.MARKS_DROPPED if dropped else NameWhy.MARKS_DIFFER


def _single(one: Words, other: Words) -> NameMatch:
    """Compare where a side is a single word: nothing else would make sure that more than chance agrees."""
    if _bare(one) == _bare(other):
        return graded(NameWhy.MARKS_DIFFER)
    joined = _is_joined(_bare(one), _bare(other))
    return graded(NameWhy.SPACING_DIFFERS) if joined else _different(one, other)


def _is_family_name_moved(one: Words, other: Words) -> bool:
    return _moved(one) == other or _moved(other) == one


def _moved(name: Words) -> Words | None:
    """Return a Vietnamese name with its family name at the end, unless it is not plain which one that is."""
    if name[0].bare not in FAMILY_NAMES or any(word.bare in FAMILY_NAMES for word in name[1:2]):
        return None
    return (*name[1:], name[0])


def _is_reordered(one: Bare, other: Bare) -> bool:
    return len(one) == len(other) and Counter(one) == Counter(other)


def _is_joined(one: Bare, other: Bare) -> bool:
    return "".join(one) == "".join(other)


def _has_initials(one: Bare, other: Bare) -> bool:
    """Whether every word agrees or is the other's initial, and one whole word agrees."""
    if len(one) != len(other):
        return False
    pairs = list(zip(one, other, strict=True))
    return any(a == b and len(a) > 1 for a, b in pairs) and all(_agrees(a, b) for a, b in pairs)


def _agrees(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _leaves_out(one: Bare, other: Bare) -> bool:
    """Whether one lacks middle names of the other: first and last word agree, the rest stands in order."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return (
        len(short) < len(long)
        and (short[0], short[-1]) == (long[0], long[-1])
        and all(word in rest for word in short)
    )


def _has_one_slip(one: Bare, other: Bare) -> bool:
    """Whether all words but one agree, and that one, a long one, differs by one letter."""
    if len(one) != len(other):
        return False
    unlike = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(unlike) == 1 and is_slip(*unlike[0])


def is_slip(a: str, b: str) -> bool:
    """Whether a long word differs from another by one letter."""
    return min(len(a), len(b)) >= LEAST_SLIP and is_one_edit(a, b)


_RULES: Final[tuple[tuple[NameWhy, Callable[[Bare, Bare], bool]], ...]] = (
    (NameWhy.ORDER_DIFFERS, _is_reordered),
    (NameWhy.SPACING_DIFFERS, _is_joined),
    (NameWhy.INITIALS, _has_initials),
    (NameWhy.NAME_LEFT_OUT, _leaves_out),
    (NameWhy.ONE_LETTER_DIFFERS, _has_one_slip),
)


def _different(one: Words, other: Words) -> NameMatch:
    shared = sum((Counter(_bare(one)) & Counter(_bare(other))).values())
    return different(shared, max(len(one), len(other)))
