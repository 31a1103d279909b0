"""Requests are held to their rules; what cannot be held to them is the caller's fault, not ours."""

import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from eidgate.core.errors import InvalidCommandError
from eidgate.rpc.interceptors.validation import Validation
from eidgate.v1 import statistics_pb2

LARGEST = 2**63 - 1


def test_a_value_with_which_a_rule_cannot_be_computed_breaks_it() -> None:
    request = statistics_pb2.GetStatisticsRequest(
        start_time=Timestamp(seconds=-LARGEST), end_time=Timestamp(seconds=LARGEST)
    )

    with pytest.raises(InvalidCommandError) as refused:
        Validation(statistics_pb2.GetStatisticsRequest).parse(request.SerializeToString())

    assert [one.rule for one in refused.value.violations] == ["evaluation"]
    assert refused.value.__cause__ is None


def test_bytes_that_are_no_message_are_refused() -> None:
    with pytest.raises(InvalidCommandError) as refused:
        Validation(statistics_pb2.GetStatisticsRequest).parse(b"\xff")

    assert [one.rule for one in refused.value.violations] == ["decode"]
