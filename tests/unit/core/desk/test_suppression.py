"""Small counts of others are hidden, and cannot be worked out from the total."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.desk.statistics import (
    ALL,
    COUNTS,
    CaseFact,
    Facts,
    Figure,
    PaymentFact,
    Row,
    count,
)
from eidgate.core.desk.suppression import SMALLEST, suppressed, whole_month
from eidgate.core.terms import Vnd


def table(**cases: int) -> dict[str, Row]:
    found = [
        CaseFact(institution=one, lost=Vnd(7), recovered=Vnd(1), until_hold=timedelta(seconds=1))
        for one, number in cases.items()
        for _ in range(number)
    ]
    return count(Facts(cases=found))


def shown(**cases: int) -> dict[str, int | None]:
    rows = suppressed(table(**cases), "me")
    return {one: row[Figure.CASES] for one, row in rows.items()}


def test_large_counts_are_shown_to_everybody() -> None:
    assert shown(me=3, a=5, b=9) == {ALL: 17, "me": 3, "a": 5, "b": 9}


def test_a_small_count_hides_the_smallest_of_the_others_with_it() -> None:
    assert shown(me=3, a=4, b=9, c=6) == {ALL: 22, "me": 3, "a": None, "b": 9, "c": None}


def test_two_small_counts_hide_behind_each_other_when_they_are_enough() -> None:
    assert shown(a=4, b=3, c=6) == {ALL: 13, "a": None, "b": None, "c": 6}
    assert shown(a=1, b=1, c=6) == {ALL: 8, "a": None, "b": None, "c": None}


def test_where_nothing_else_helps_the_total_is_hidden() -> None:
    assert shown(me=30, a=2) == {ALL: None, "me": 30, "a": None}
    assert shown(me=30, a=2, b=2) == {ALL: None, "me": 30, "a": None, "b": None}


def test_what_belongs_to_a_hidden_count_is_hidden_with_it() -> None:
    row = suppressed(table(me=9, a=2), "me")["a"]
    assert row[Figure.REPORTED_AMOUNT] is row[Figure.RECOVERED_AMOUNT] is None
    assert row[Figure.TIME_TO_HOLD_MEDIAN] is row[Figure.TIME_TO_HOLD_P90] is None
    assert row[Figure.STOPPED_PAYMENTS] == 0


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12)), st.integers(0, 12))
def test_the_total_minus_what_is_shown_says_nothing_about_few(others: dict[str, int], own: int) -> None:
    payments = [
        PaymentFact(institution=one, amount=Vnd(1))
        for one, number in {**others, "own": own}.items()
        for _ in range(number)
    ]
    rows = count(Facts(stopped=payments))
    seen = suppressed(rows, "own")
    column = Figure.STOPPED_PAYMENTS
    visible = {one: row[column] for one, row in seen.items()}
    assert visible.get("own", 0) == rows.get("own", {}).get(column, 0)
    for one, number in visible.items():
        if one not in (ALL, "own") and number:
            assert number >= SMALLEST
    hidden = [one for one, number in visible.items() if number is None and one != ALL]
    if hidden and visible[ALL] is not None:
        left = visible[ALL] - sum(number or 0 for one, number in visible.items() if one != ALL)
        assert len(hidden) >= 2
        assert left >= SMALLEST


@pytest.mark.parametrize(
    ("start", "end", "whole"),
    [
        ((2026, 1, 31, 17), (2026, 2, 28, 17), True),
        ((2026, 2, 28, 17), (2026, 3, 31, 17), False),  # not over
        ((2026, 1, 31, 17), (2026, 2, 27, 17), False),
        ((2026, 1, 31, 18), (2026, 2, 28, 17), False),
        ((2026, 2, 1, 0), (2026, 3, 1, 0), False),  # a month elsewhere
        ((2025, 12, 31, 17), (2026, 2, 28, 17), False),
    ],
)
def test_a_whole_month_is_one_of_viet_nam_that_is_over(
    start: tuple[int, ...], end: tuple[int, ...], *, whole: bool
) -> None:
    first, last = (datetime(*parts, tzinfo=UTC) for parts in (start, end))  # type: ignore[misc, arg-type]  # year to hour
    assert whole_month(first, last, at=datetime(2026, 3, 5, tzinfo=UTC)) is whole


def test_every_column_is_a_count_or_belongs_to_one() -> None:
    detailed = {column for details in COUNTS.values() for column in details}
    assert {*Figure} <= {*COUNTS, *detailed}
    assert not detailed & {*COUNTS}
