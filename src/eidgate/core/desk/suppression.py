"""What outsiders may see of figures: nothing about fewer than five of somebody else's cases.

In each column the small counts are hidden, and of those that are left as many of the smallest as it takes
that the total minus what is shown is again the count of at least two institutions and of at least five cases.
What a column's amounts and times say goes with its count. Zeros are shown: nobody stands behind them.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from eidgate.core.desk.statistics import ALL, COUNTS, Row
from eidgate.core.terms import HO_CHI_MINH, Instant

SMALLEST: Final = 5
"""Counts below are hidden (the usual threshold of official statistics: below it a case may be somebody)."""

_TOGETHER: Final = 2  # institutions that hide behind each other


def suppressed(rows: Mapping[str, Row], own: str) -> dict[str, Row]:
    """Return the rows as an outsider may see them: its own exact, the others' without small counts."""
    shown = {institution: dict(row) for institution, row in rows.items()}
    for column, details in COUNTS.items():
        for institution in _hidden({one: row[column] or 0 for one, row in rows.items()}, own):
            shown[institution] |= dict.fromkeys((column, *details))
    return shown


def whole_month(start: Instant, end: Instant, *, at: Instant) -> bool:
    """Whether a period is one calendar month that is over.

    Outsiders see others' figures of such periods only: the difference of two that overlap would show a day.
    """
    first = start.astimezone(HO_CHI_MINH)
    if (first.day, first.timetz().replace(tzinfo=None)) != (1, datetime.min.time()):
        return False
    following = (first + timedelta(days=31)).replace(day=1)
    return end == following and end <= at


def _hidden(counts: Mapping[str, int], own: str) -> set[str]:
    """Return whose count in one column must be hidden; the total's too where nothing else helps."""
    others = sorted((number, one) for one, number in counts.items() if one not in (ALL, own) and number)
    small = [(number, one) for number, one in others if number < SMALLEST]
    if not small:
        return set()
    hidden = small
    for one in others[len(small) :]:
        if _enough(hidden):
            break
        hidden = [*hidden, one]
    names = {one for _, one in hidden}
    return names if _enough(hidden) else {*names, ALL}


def _enough(hidden: list[tuple[int, str]]) -> bool:
    return len(hidden) >= _TOGETHER and sum(number for number, _ in hidden) >= SMALLEST
