"""The bucket: exact at its edges, shared through its cell."""

from array import array
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.relying_party import Quota, RelyingParty, Role
from eidgate.core.terms import RelyingPartyId
from eidgate.rpc.error_reasons import ErrorReason
from eidgate.rpc.interceptors.quota import Quotas
from eidgate.rpc.status import RefusedError


class Time:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def party(per_second: float, burst: int) -> RelyingParty:
    return RelyingParty(
        relying_party_id=RelyingPartyId("bank-a"),
        role=Role.BANK,
        audience="a",
        quota=Quota(per_second=per_second, burst=burst),
    )


def taken(quotas: Quotas, who: RelyingParty, attempts: int) -> int:
    """Count how many of these attempts pass."""
    passed = 0
    for _ in range(attempts):
        try:
            quotas.take(who)
        except RefusedError:
            continue
        passed += 1
    return passed


def test_the_whole_burst_passes_and_the_next_call_does_not() -> None:
    quotas = Quotas(lambda _: array("d", [0.0]), now=Time())
    assert taken(quotas, party(3, 7), 20) == 7


def test_the_refusal_tells_the_exact_time_after_which_a_call_passes() -> None:
    clock = Time()
    quotas, who = Quotas(lambda _: array("d", [0.0]), now=clock), party(0.5, 1)
    quotas.take(who)
    clock.now += 0.5
    with pytest.raises(RefusedError) as caught:
        quotas.take(who)
    assert caught.value.reason is ErrorReason.QUOTA_EXCEEDED
    assert caught.value.retry_after == timedelta(seconds=1.5)
    clock.now += 1.5
    quotas.take(who)


def test_a_long_pause_saves_up_no_more_than_the_burst() -> None:
    clock = Time()
    quotas, who = Quotas(lambda _: array("d", [0.0]), now=clock), party(10, 4)
    taken(quotas, who, 4)
    clock.now += 3_600
    assert taken(quotas, who, 100) == 4


def test_what_one_call_stands_for_is_owed_beyond_the_burst_and_waited_for() -> None:
    clock = Time()
    quotas, who = Quotas(lambda _: array("d", [0.0]), now=clock), party(10, 4)
    quotas.take(who)
    quotas.owe(who, 99)
    with pytest.raises(RefusedError) as caught:
        quotas.take(who)
    assert caught.value.retry_after == timedelta(seconds=9.7)
    clock.now += 9.7
    assert taken(quotas, who, 100) == 1


def test_two_processes_on_one_cell_share_the_quota() -> None:
    cell, clock = array("d", [0.0]), Time()
    first, second = Quotas(lambda _: cell, now=clock), Quotas(lambda _: cell, now=clock)
    who = party(1, 10)
    assert taken(first, who, 6) + taken(second, who, 6) == 10


@given(
    per_second=st.floats(0.01, 10_000),
    burst=st.integers(1, 50),
    pauses=st.lists(st.floats(0, 10), min_size=1, max_size=60),
)
def test_no_pattern_of_calls_passes_more_than_burst_and_refill(
    per_second: float, burst: int, pauses: list[float]
) -> None:
    clock = Time()
    quotas, who = Quotas(lambda _: array("d", [0.0]), now=clock), party(per_second, burst)
    began, passed = clock.now, 0
    for pause in pauses:
        clock.now += pause
        passed += taken(quotas, who, 3)
    assert passed <= burst + per_second * (clock.now - began) + 1e-3 * len(pauses) + 1e-6
