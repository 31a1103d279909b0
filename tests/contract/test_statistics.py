"""Figures on every engine: exactly what a count of all rows gives, whatever was reported and stopped."""

from datetime import timedelta
from itertools import pairwise

import pytest

from builders.figures import HOUR, Filling
from builders.figures_counted import brute_force
from builders.holds import AT
from builders.wire import facts, record
from eidgate.adapters.storage.open import Store
from eidgate.adapters.storage.payment_facts import read_payment
from eidgate.core.desk.statistics import Figure, Row, count
from eidgate.core.errors import DeadlineError
from eidgate.core.terms import Instant, TransactionKind, Vnd
from eidgate.core.transparency.canonical import canonical

pytest_plugins = ("builders.store_fixtures",)


def counted(store: Store, start: Instant, end: Instant) -> dict[str, Row]:
    """The table without its zeros."""
    rows = count(store.records.facts(start, end, go_on=lambda: None))
    told = {one: {column: value for column, value in row.items() if value} for one, row in rows.items()}
    return {one: row for one, row in told.items() if row}


@pytest.mark.parametrize("seed", range(4))
def test_figures_are_what_counting_every_row_gives(store: Store, seed: int) -> None:
    Filling(store, seed).fill()
    end = AT + 10 * HOUR
    found = counted(store, AT, end)
    told = brute_force(store, AT, end)
    assert found == {one: row for one, row in told.items() if row}
    for figure in Figure:
        assert found[""].get(figure), f"{figure} was never tried"


def test_periods_side_by_side_add_up_to_the_whole(store: Store) -> None:
    Filling(store, 9).fill()
    bounds = [AT + n * HOUR for n in range(-3, 14)]
    parts = [counted(store, *pair) for pair in pairwise(bounds)]
    whole = counted(store, bounds[0], bounds[-1])
    times = (Figure.TIME_TO_HOLD_MEDIAN, Figure.TIME_TO_HOLD_P90)
    for institution, row in whole.items():
        for column in row.keys() - {*times}:
            assert row[column] == sum(part.get(institution, {}).get(column) or 0 for part in parts), column


def test_a_page_ends_nowhere_in_particular(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    Filling(store, 3).fill()
    whole = counted(store, AT, AT + 10 * HOUR)
    monkeypatch.setattr("eidgate.adapters.storage.statistics.TOGETHER", 3)
    monkeypatch.setattr("eidgate.adapters.storage.case_facts.TOGETHER", 2)
    assert counted(store, AT, AT + 10 * HOUR) == whole


def test_who_waits_no_more_ends_the_reading(store: Store) -> None:
    Filling(store, 3).fill()

    def over() -> None:
        raise DeadlineError("enough")

    with pytest.raises(DeadlineError):
        store.records.facts(AT, AT + 10 * HOUR, go_on=over)


def test_an_empty_period_is_all_zeros(store: Store) -> None:
    rows = count(store.records.facts(AT, AT + timedelta(microseconds=1), go_on=lambda: None))
    assert set(rows) == {""}
    assert not any(rows[""].values())


def test_a_payment_is_read_from_a_whole_record() -> None:
    known = facts(provider="rp:shop-one")
    read = read_payment(canonical(record(known)))
    assert read is not None
    assert (read.institution, read.amount) == ("shop-one", Vnd(4_000_000))
    assert known.transaction is not None
    assert known.transaction.kind is TransactionKind.TRANSFER_OTHER
