"""How long a call may take."""

from datetime import timedelta

import pytest

from eidgate.rpc.error_reasons import ErrorReason
from eidgate.rpc.interceptors.deadline import Deadlines
from eidgate.rpc.status import RefusedError


class Waiting:
    """A caller that waits so many seconds more."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def time_remaining(self) -> float:
        return self._seconds


DEADLINES = Deadlines(cap=timedelta(seconds=3), least=timedelta(milliseconds=2))


@pytest.mark.parametrize(
    ("waits", "gets"),
    [(1e12, timedelta(seconds=3)), (3, timedelta(seconds=3)), (2.5, timedelta(seconds=2.5))],
)
def test_the_time_is_the_callers_up_to_the_cap(waits: float, gets: timedelta) -> None:
    assert DEADLINES.remaining(Waiting(waits)) == gets  # type: ignore[arg-type]


@pytest.mark.parametrize("waits", [0, 0.0019])
def test_too_little_time_is_refused_before_any_work(waits: float) -> None:
    with pytest.raises(RefusedError) as caught:
        DEADLINES.remaining(Waiting(waits))  # type: ignore[arg-type]
    assert caught.value.reason is ErrorReason.DEADLINE_TOO_SHORT
