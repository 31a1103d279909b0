"""Patience with callers whose message does not come."""

from unittest.mock import sentinel

import pytest

from eidgate.core.terms import RelyingPartyId
from eidgate.rpc.interceptors.reading import FULL_PATIENCE_FOR, _too_late, _Wait

BANK, SHOP = RelyingPartyId("bank-a"), RelyingPartyId("shop-a")
PATIENCE = 2.0  # seconds


def waits(party: RelyingPartyId, count: int, *, since: float) -> list[_Wait]:
    return [_Wait(since, sentinel.context, party) for _ in range(count)]


@pytest.mark.parametrize(("now", "over"), [(PATIENCE, 0), (PATIENCE + 0.001, FULL_PATIENCE_FOR)])
def test_as_many_as_there_are_threads_are_given_all_of_it(now: float, over: int) -> None:
    late = waits(BANK, FULL_PATIENCE_FOR, since=0.0)
    assert len(list(_too_late(late, now=now, patience=PATIENCE))) == over


@pytest.mark.parametrize(("now", "over"), [(PATIENCE / 2, 0), (PATIENCE / 2 + 0.001, 2 * FULL_PATIENCE_FOR)])
def test_twice_as_many_are_given_half_of_it(now: float, over: int) -> None:
    late = waits(BANK, 2 * FULL_PATIENCE_FOR, since=0.0)
    assert len(list(_too_late(late, now=now, patience=PATIENCE))) == over


def test_one_callers_crowd_costs_another_no_patience() -> None:
    crowd, alone = waits(SHOP, 4 * FULL_PATIENCE_FOR, since=0.0), waits(BANK, 1, since=0.0)
    over = list(_too_late([*crowd, *alone], now=PATIENCE / 2, patience=PATIENCE))
    assert {one.party for one in over} == {SHOP}
    assert len(over) == len(crowd)
