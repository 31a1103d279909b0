"""The look-up budget: a bucket with debt, shared, refilling by the relying party's quota."""

from datetime import timedelta

import pytest

from eidgate.adapters.look_ups import SharedLookUps
from eidgate.core.errors import BudgetSpentError
from eidgate.core.relying_party import Quota
from eidgate.core.shape import replace
from eidgate.ports.look_ups import MISS_COST
from eidgate.simulator.world import BANK, SHOP

PARTY = replace(BANK, quota=Quota(per_second=10.0, burst=5))
CAPACITY = 5 * MISS_COST


class Bench:
    def __init__(self) -> None:
        self.now, self.cells = 1_000.0, dict[str, list[float]]()
        self.budgets = SharedLookUps(lambda key: self.cells.setdefault(key, [0.0]), now=lambda: self.now)


def test_what_is_taken_is_gone_and_comes_back_with_time() -> None:
    bench = Bench()
    assert bench.budgets.take(PARTY, 30).left == CAPACITY - 30
    bench.now += 2
    assert bench.budgets.take(PARTY, 0).left == CAPACITY - 10
    bench.now += 60
    budget = bench.budgets.take(PARTY, 0)
    assert (budget.left, budget.capacity, budget.refill) == (CAPACITY, CAPACITY, 10.0)


def test_debt_is_waited_for() -> None:
    bench = Bench()
    bench.budgets.check(PARTY, 5)
    assert bench.budgets.take(PARTY, CAPACITY + 40).left == -40
    with pytest.raises(BudgetSpentError) as caught:
        bench.budgets.check(PARTY, 5)
    assert caught.value.after == timedelta(seconds=4.5)
    bench.now += 4.5
    bench.budgets.check(PARTY, 5)


def test_a_call_larger_than_the_bucket_passes_when_it_is_full() -> None:
    bench = Bench()
    bench.budgets.check(PARTY, 10 * CAPACITY)
    bench.budgets.take(PARTY, 1)
    with pytest.raises(BudgetSpentError):
        bench.budgets.check(PARTY, 10 * CAPACITY)


def test_two_processes_share_one_bucket_and_two_parties_none() -> None:
    bench = Bench()
    other = SharedLookUps(lambda key: bench.cells.setdefault(key, [0.0]), now=lambda: bench.now)
    bench.budgets.take(PARTY, 30)
    assert other.take(PARTY, 0).left == CAPACITY - 30
    assert other.take(replace(SHOP, quota=PARTY.quota), 0).left == CAPACITY
