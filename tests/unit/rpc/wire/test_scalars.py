from datetime import UTC, datetime, timedelta, timezone

import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from google.type.money_pb2 import Money

from eidgate.core.errors import InvalidCommandError
from eidgate.core.reasons import Reason
from eidgate.core.terms import Vnd
from eidgate.rpc.wire.scalars import instant, localized, money, name, timestamp, vnd

FIRST = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("at", [FIRST, EPOCH - timedelta(microseconds=1), EPOCH, LAST])
def test_an_instant_comes_back_to_the_microsecond(at: datetime) -> None:
    assert instant(timestamp(at), "client_time") == at


def test_an_instant_of_another_offset_is_the_same_moment() -> None:
    local = datetime(2026, 3, 5, 12, tzinfo=timezone(timedelta(hours=7)))
    assert timestamp(local) == timestamp(local.astimezone(UTC))


def test_nanoseconds_are_cut_to_the_microsecond_before() -> None:
    assert instant(Timestamp(seconds=0, nanos=1_999), "client_time") == EPOCH + timedelta(microseconds=1)


def second(at: datetime) -> int:
    return (at - EPOCH) // timedelta(seconds=1)


@pytest.mark.parametrize(
    "wrong",
    [
        Timestamp(seconds=second(FIRST) - 1),
        Timestamp(seconds=second(LAST) + 1),
        Timestamp(seconds=2**63 - 1),
        Timestamp(seconds=-(2**63)),
        Timestamp(nanos=-1),
        Timestamp(nanos=1_000_000_000),
        Timestamp(nanos=2**31 - 1),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_the_fields_path(wrong: Timestamp) -> None:
    with pytest.raises(InvalidCommandError) as caught:
        instant(wrong, "confirmations[3].perform_time")
    (violation,) = caught.value.violations
    assert violation.field == "confirmations[3].perform_time"
    assert violation.description == "must be a time from year 1 to 9999"


@pytest.mark.parametrize("amount", [1, 20_000_000, 1_000_000_000_000_000])
def test_money_is_whole_dong_both_ways(amount: int) -> None:
    assert money(Vnd(amount)) == Money(currency_code="VND", units=amount, nanos=0)
    assert vnd(money(Vnd(amount))) == amount


def test_two_ways_of_writing_the_same_letters_are_one_name() -> None:
    decomposed, composed = "Nguye\u0302\u0303n", "Nguy\u1ec5n"
    assert decomposed != composed
    assert name(decomposed) == name(composed) == composed


def test_a_text_goes_out_in_both_languages() -> None:
    text = Reason.SIGNATURE_INVALID.text
    assert (localized(text).vi, localized(text).en) == (text.vi, text.en)
