"""What comparing two names says."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class NameGrade(StrEnum):
    """How the name as typed compares with the registered one (`domain.md` F7.5)."""

    MATCH = "match"
    CLOSE = "close"
    NO_MATCH = "no_match"


class NameWhy(StrEnum):
    """The one difference that decided the grade; append-only, it is answered to callers."""

    SAME = "same"
    MARKS_DROPPED = "marks_dropped"
    FAMILY_NAME_MOVED = "family_name_moved"
    MARKS_DIFFER = "marks_differ"
    ORDER_DIFFERS = "order_differs"
    SPACING_DIFFERS = "spacing_differs"
    INITIALS = "initials"
    NAME_LEFT_OUT = "name_left_out"
    ONE_LETTER_DIFFERS = "one_letter_differs"
    MASKED = "masked"
    FORM_LEFT_OUT = "form_left_out"
    FORM_DIFFERS = "form_differs"
    BRANCH = "branch"
    DIFFERENT = "different"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """A grade, a score of 0 to 100 that never contradicts it, and why."""

    grade: NameGrade
    score: int
    why: NameWhy


_GRADES: Final = {
    NameWhy.SAME: (NameGrade.MATCH, 100),
    NameWhy.MARKS_DROPPED: (NameGrade.MATCH, 95),
    NameWhy.FAMILY_NAME_MOVED: (NameGrade.MATCH, 92),
    NameWhy.MARKS_DIFFER: (NameGrade.CLOSE, 85),
    NameWhy.SPACING_DIFFERS: (NameGrade.CLOSE, 80),
    NameWhy.MASKED: (NameGrade.CLOSE, 75),
    NameWhy.FORM_LEFT_OUT: (NameGrade.CLOSE, 75),
    NameWhy.ORDER_DIFFERS: (NameGrade.CLOSE, 70),
    NameWhy.BRANCH: (NameGrade.CLOSE, 70),
    NameWhy.INITIALS: (NameGrade.CLOSE, 65),
    NameWhy.ONE_LETTER_DIFFERS: (NameGrade.CLOSE, 65),
    NameWhy.NAME_LEFT_OUT: (NameGrade.CLOSE, 60),
    NameWhy.FORM_DIFFERS: (NameGrade.CLOSE, 55),
    NameWhy.EMPTY: (NameGrade.NO_MATCH, 0),
}
"""Scores only rank answers of one grade: MATCH is 90 and above, CLOSE 50 to 89, NO_MATCH below."""

MOST_UNLIKE: Final = 40
"""The score of two names that share every word but are still NO_MATCH."""


def graded(why: NameWhy) -> NameMatch:
    """Return the answer that this difference stands for."""
    grade, score = _GRADES[why]
    return NameMatch(grade=grade, score=score, why=why)


def different(shared: int, of: int) -> NameMatch:
    """Return NO_MATCH for names that share so many of so many words."""
    return NameMatch(
        grade=NameGrade.NO_MATCH, score=MOST_UNLIKE * shared // max(of, 1), why=NameWhy.DIFFERENT
    )
