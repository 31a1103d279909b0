"""Comparing the names of companies and other organisations.

A company is its own name plus its legal form: two forms with one name are two companies. Forms and common
words are written out or abbreviated at will (Công ty Trách nhiệm hữu hạn, Cty TNHH, Co., Ltd), so both are
brought to one short form first; what stands in no table is the company's own name.
"""

from collections import Counter
from dataclasses import dataclass

from eidgate.core.binding.names.grade import NameMatch, NameWhy, different, graded
from eidgate.core.binding.names.legal_forms import CONNECTING, read_form, shorten
from eidgate.core.binding.names.masked import fits
from eidgate.core.binding.names.person import is_slip
from eidgate.core.binding.names.words import Word, is_capitals, words


@dataclass(frozen=True, slots=True)
class Organisation:
    """A name taken apart: its legal form ("" when it does not say), its own words, and its branch if any."""

    form: str
    own: tuple[Word, ...]
    branch: tuple[Word, ...]


def compare_organisation(given: str, registered: str) -> NameMatch:
    """Compare an organisation's name as typed with a registered one."""
    one, other = organisation(given), organisation(registered)
    if not one.own or not other.own:
        return graded(NameWhy.EMPTY)
    if any(word.hidden for word in (*one.own, *other.own)):
        return graded(NameWhy.MASKED) if fits(one.own, other.own) else _different(one, other)
    own = _own(one, other, dropped=_drops(given, one) or _drops(registered, other))
    return _different(one, other) if own is None else graded(_worst(own, one, other))


def organisation(text: str) -> Organisation:
    """Take a name apart."""
    head, branch = _before_branch(_initials_joined(words(text)))
    form, rest = read_form(head)
    kept = tuple(word for word in shorten(rest) if word.bare not in CONNECTING)
    return Organisation(form=form, own=kept, branch=shorten(branch))


def _own(one: Organisation, other: Organisation, *, dropped: bool) -> NameWhy | None:
    """Return how the own words compare, or None when they are another's."""
    if one.own == other.own:
        return NameWhy.SAME
    a, b = [word.bare for word in one.own], [word.bare for word in other.own]
    if a == b:
        return NameWhy.MARKS_DROPPED if dropped else NameWhy.MARKS_DIFFER
    if "".join(a) == "".join(b):
        return NameWhy.SPACING_DIFFERS
    if Counter(a) == Counter(b):
        return NameWhy.ORDER_DIFFERS
    unlike = [pair for pair in zip(a, b, strict=False) if pair[0] != pair[1]]
    slip = len(a) == len(b) > 1 and len(unlike) == 1 and is_slip(*unlike[0])
    return NameWhy.ONE_LETTER_DIFFERS if slip else None


def _worst(own: NameWhy, one: Organisation, other: Organisation) -> NameWhy:
    """Return the difference that weighs most: form, then branch, then the own words."""
    whys = [own]
    if one.form != other.form:
        whys.append(NameWhy.FORM_DIFFERS if one.form and other.form else NameWhy.FORM_LEFT_OUT)
    if [word.bare for word in one.branch] != [word.bare for word in other.branch]:
        whys.append(NameWhy.BRANCH)
    return min(whys, key=lambda why: graded(why).score)


def _drops(text: str, of: Organisation) -> bool:
    """Whether this name was written without marks: in capitals, and no word has any."""
    return is_capitals(text) and not any(word.marked for word in (*of.own, *of.branch))


def _before_branch(found: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Part a name where its branch begins; a name that begins with the word is all its own."""
    bare = [word.bare for word in found]
    for place in range(1, len(found)):
        if bare[place : place + 2] == ["chi", "nhanh"] or bare[place] == "cn":
            return found[:place], found[place:]
    return found, ()


def _initials_joined(found: tuple[Word, ...]) -> tuple[Word, ...]:
    """Join single letters that follow each other: A. B. C. is ABC."""
    joined: list[Word] = []
    grows = False
    for word in found:
        single = len(word.bare) == 1
        if single and grows:
            last = joined.pop()
            word = Word(last.exact + word.exact, last.bare + word.bare)  # noqa: PLW2901 (the longer word)
        joined.append(word)
        grows = single
    return tuple(joined)


def _different(one: Organisation, other: Organisation) -> NameMatch:
    a, b = Counter(word.bare for word in one.own), Counter(word.bare for word in other.own)
    return different(sum((a & b).values()), max(len(one.own), len(other.own)))
