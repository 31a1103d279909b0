from datetime import timedelta

import pytest

from eidgate.adapters.trust import rhythm

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("max_age", "wait"),
    [
        (None, timedelta(minutes=5)),
        (timedelta(0), timedelta(minutes=1)),
        (timedelta(minutes=10), timedelta(minutes=10)),
        (timedelta(days=365), timedelta(hours=1)),
    ],
)
def test_a_server_is_heard_within_bounds(max_age: timedelta | None, wait: timedelta) -> None:
    assert rhythm.after_success(max_age, maximum_key_age=DAY) == wait


def test_keys_are_renewed_well_before_they_are_too_old() -> None:
    assert rhythm.after_success(None, maximum_key_age=timedelta(minutes=8)) == timedelta(minutes=2)


def test_failures_double_the_wait_up_to_five_minutes() -> None:
    waits = [rhythm.after_failure(failures, jitter=1.0) for failures in (1, 2, 3, 7, 1_000_000)]

    assert waits == [timedelta(seconds=s) for s in (5, 10, 20, 300, 300)]


def test_workers_do_not_retry_together() -> None:
    assert rhythm.after_failure(2, jitter=0.0) == timedelta(seconds=5)
