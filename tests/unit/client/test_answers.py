from datetime import UTC, datetime, timedelta

import pytest

from eidgate.client import should_proceed
from eidgate.v1 import decision_pb2

EXPIRES = datetime(2026, 3, 5, 5, tzinfo=UTC)


def decision(outcome: int) -> decision_pb2.Decision:
    made = decision_pb2.Decision(receipt=decision_pb2.Receipt(key_id="k1"))
    made.outcome = outcome  # type: ignore[assignment]  # proto3 keeps numbers that it does not know
    made.expire_time.FromDatetime(EXPIRES)
    return made


def test_a_recorded_allow_is_the_only_ground_to_go_on() -> None:
    going_on = [number for number in range(12) if should_proceed(decision(number))]
    assert going_on == [decision_pb2.OUTCOME_ALLOW]


@pytest.mark.parametrize("number", [0, 5, 99, -1])
def test_an_outcome_that_is_missing_or_unknown_counts_as_deny(number: int) -> None:
    assert not should_proceed(decision(number))


def test_no_decision_at_all_counts_as_deny() -> None:
    assert not should_proceed(decision_pb2.Decision())


def test_a_dry_run_is_no_ground_to_go_on() -> None:
    rehearsed = decision(decision_pb2.OUTCOME_ALLOW)
    rehearsed.ClearField("receipt")
    assert not should_proceed(rehearsed)


def test_an_allow_ends_at_the_instant_of_its_expiry() -> None:
    allowed = decision(decision_pb2.OUTCOME_ALLOW)
    assert should_proceed(allowed, at=EXPIRES - timedelta(microseconds=1))
    assert not should_proceed(allowed, at=EXPIRES)
