"""Working days: weekends and holidays do not count, the first day does not, and the end of data is said."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.desk.working_days import CalendarPart, WorkingDays
from eidgate.core.errors import ConfigurationError, SourceUnavailableError

MARCH = CalendarPart(first=date(2026, 3, 1), last=date(2026, 3, 31), holidays=frozenset({date(2026, 3, 9)}))
APRIL = CalendarPart(first=date(2026, 4, 1), last=date(2026, 4, 30), holidays=frozenset())
DAYS = WorkingDays([APRIL, MARCH])


def midnight(day: date) -> datetime:
    """The end of a local day before this one."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=7)


@pytest.mark.parametrize(
    ("day", "works"),
    [(6, "yes"), (7, ""), (8, ""), (9, ""), (10, "yes")],
)
def test_weekends_and_holidays_are_no_working_days(day: int, works: str) -> None:
    assert DAYS.is_working(date(2026, 3, day)) is bool(works)


@pytest.mark.parametrize(
    ("at", "count", "end"),
    [
        (datetime(2026, 3, 3, 17, tzinfo=UTC), 1, date(2026, 3, 6)),  # 4 March, 00:00 local
        (datetime(2026, 3, 4, 16, 59, tzinfo=UTC), 1, date(2026, 3, 6)),  # 4 March, 23:59 local
        (datetime(2026, 3, 4, 17, tzinfo=UTC), 1, date(2026, 3, 7)),  # 5 March, 00:00 local
        (datetime(2026, 3, 6, 5, tzinfo=UTC), 1, date(2026, 3, 11)),  # over a weekend and a holiday
        (datetime(2026, 3, 31, 5, tzinfo=UTC), 2, date(2026, 4, 3)),  # from one part into the next
    ],
)
def test_the_term_ends_with_the_last_day_and_the_first_is_not_counted(
    at: datetime, count: int, end: date
) -> None:
    assert DAYS.end_of_nth_after(at, count) == midnight(end)


@given(st.integers(0, 40 * 86_400), st.integers(1, 5))
def test_three_working_days_are_never_shorter_than_as_many_days(seconds: int, count: int) -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    end = DAYS.end_of_nth_after(at, count)
    assert end >= at + timedelta(days=count)
    assert end == midnight((end + timedelta(hours=7)).date())


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 5, 1)])
def test_beyond_the_data_nothing_is_guessed(day: date) -> None:
    with pytest.raises(SourceUnavailableError):
        DAYS.is_working(day)


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [MARCH, MARCH],
        [MARCH, CalendarPart(first=date(2026, 4, 2), last=date(2026, 4, 30), holidays=frozenset())],
        [CalendarPart(first=MARCH.first, last=MARCH.last, holidays=frozenset({date(2026, 4, 1)}))],
        [CalendarPart(first=MARCH.last, last=MARCH.first, holidays=frozenset())],
    ],
)
def test_a_calendar_with_gaps_or_strays_is_refused(parts: list[CalendarPart]) -> None:
    with pytest.raises(ConfigurationError):
        WorkingDays(parts)
