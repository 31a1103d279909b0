"""Figures: what stands in the middle and at the slow end of what was waited."""

from datetime import timedelta

import pytest

from eidgate.core.desk.statistics import nearest_rank


@pytest.mark.parametrize(
    ("minutes", "percent", "found"),
    [
        ([7], 50, 7),
        ([7], 90, 7),
        ([1, 2], 50, 1),
        ([1, 2, 3], 50, 2),
        ([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 50, 5),
        ([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 90, 9),
        ([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 91, 10),
        ([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 100, 10),
    ],
)
def test_the_rank_is_the_smallest_that_so_many_percent_do_not_exceed(
    minutes: list[int], percent: int, found: int
) -> None:
    waited = [timedelta(minutes=one) for one in minutes]
    assert nearest_rank(waited, percent) == timedelta(minutes=found)


def test_of_nothing_there_is_no_rank() -> None:
    assert nearest_rank([], 50) is None
