"""The shipped calendar, and files that are refused by file, line and field."""

from datetime import date
from pathlib import Path

import pytest

from eidgate.adapters.calendars import load_working_days
from eidgate.core.errors import ConfigurationError


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 2, 16),
        date(2026, 2, 20),
        date(2026, 4, 27),
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 9, 1),
        date(2026, 9, 2),
        date(2027, 1, 1),
    ],
)
def test_the_shipped_calendar_knows_the_holidays(day: date) -> None:
    assert not load_working_days().is_working(day)
    assert day.weekday() < 5


def test_the_statutory_eleven_days_are_there_or_made_up() -> None:
    days = load_working_days()
    off = [
        date.fromordinal(n)
        for n in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
        if date.fromordinal(n).weekday() < 5 and not days.is_working(date.fromordinal(n))
    ]
    assert len(off) == 11


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("first: 2026-01-01\nlast: 2026-12-31\n", "missing holidays"),
        ("first: 2026-01-01\nlast: soon\nholidays: []\n", "bad.yaml:2:7: last"),
        ("first: 2026-01-01\nlast: 2026-12-31\nholidays: [2026-13-01]\n", "bad.yaml:3"),
        ("first: 2026-01-01\nlast: 2026-12-31\nholidays: []\nmore: 1\n", "unknown key"),
    ],
)
def test_a_faulty_file_is_refused_by_its_place(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "bad.yaml").write_text(text)
    with pytest.raises(ConfigurationError, match=told):
        load_working_days(tmp_path)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        load_working_days(tmp_path / "none")
