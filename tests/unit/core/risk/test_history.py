"""Sliding windows over what happened before: who counts, until when, and what a cut says."""

from datetime import timedelta

import pytest

from builders.regulation import NOON
from eidgate.adapters.storage.rows import to_micros
from eidgate.core.risk.history import (
    DAY,
    HIGH_VALUE,
    HOUR,
    WEEK,
    Credits,
    Flow,
    Payment,
    credits_of,
    flows,
    hour_of_day,
    hours_around,
    pieces,
)
from eidgate.core.terms import Vnd

TICK = timedelta(microseconds=1)
NOW = to_micros(NOON)
EVER = to_micros(NOON - timedelta(days=400))


def paid(ago: timedelta, amount: int = 1, payee: bytes = b"x") -> Payment:
    return (to_micros(NOON - ago), amount, payee)


@pytest.mark.parametrize(("position", "window"), list(enumerate([HOUR, DAY, WEEK])))
def test_a_payment_counts_until_its_age_is_the_window(position: int, window: timedelta) -> None:
    inside = flows([paid(window - TICK)], payee=b"x", now=NOW, known_from=EVER)
    outside = flows([paid(window)], payee=b"x", now=NOW, known_from=EVER)
    assert (inside[position].payments, outside[position].payments) == (1, 0)


def test_midnight_resets_nothing() -> None:
    before_midnight = paid(timedelta(hours=13), 7)
    _, day, _ = flows([before_midnight], payee=b"", now=NOW, known_from=EVER)
    assert day.amount == 7


def test_a_payment_from_a_clock_ahead_of_ours_counts() -> None:
    hour, _, _ = flows([paid(-timedelta(seconds=2))], payee=b"", now=NOW, known_from=EVER)
    assert hour.payments == 1


def test_the_payee_at_hand_is_not_among_the_others_and_cash_pays_nobody() -> None:
    rows = [paid(TICK, 1, b"x"), paid(TICK, 2, b"y"), paid(TICK, 3, b"y"), paid(TICK, 4, b"")]
    hour, _, _ = flows(rows, payee=b"x", now=NOW, known_from=EVER)
    assert hour == Flow(payments=4, amount=Vnd(10), others=1)


def test_a_window_is_complete_only_if_no_row_of_it_can_be_missing() -> None:
    rows = [paid(timedelta(minutes=30)), paid(timedelta(hours=2))]
    hour, day, week = flows(rows, payee=b"", now=NOW, known_from=rows[-1][0])
    assert (hour.complete, day.complete, week.complete) == (True, False, False)


def test_pieces_are_those_to_this_payee_within_a_day_below_the_high_value() -> None:
    rows = [
        paid(TICK, 5, b"x"),
        paid(TICK, HIGH_VALUE, b"x"),
        paid(TICK, HIGH_VALUE - 1, b"x"),
        paid(TICK, 7, b"y"),
        paid(DAY, 9, b"x"),
    ]
    found = pieces(rows, payee=b"x", now=NOW, known_from=EVER)
    assert found == Flow(payments=2, amount=Vnd(HIGH_VALUE + 4))


def test_nobody_is_paid_in_pieces_without_a_payee() -> None:
    assert pieces([paid(TICK, 5, b"")], payee=b"", now=NOW, known_from=NOW) == Flow()


def test_credits_tell_distinct_payers_and_how_many_came_from_the_list() -> None:
    rows = [
        (to_micros(NOON - TICK), 5, b"a", 1),
        (to_micros(NOON - TICK), 6, b"a", 1),
        (to_micros(NOON - TICK), 7, b"b", 0),
        (to_micros(NOON - DAY), 8, b"c", 1),
    ]
    found = credits_of(rows, window=DAY, now=NOW, known_from=EVER)
    assert found == Credits(credits=3, amount=Vnd(18), payers=2, listed=2)
    assert not credits_of([], window=DAY, now=NOW, known_from=NOW).complete


def test_the_hour_is_the_customers_and_has_two_neighbours_across_midnight() -> None:
    midnight = NOON.replace(hour=17, minute=0)
    assert hour_of_day(midnight) == 0
    assert hours_around(midnight) == (23, 0, 1)


def test_what_is_known_from_the_very_start_of_a_window_is_complete() -> None:
    start = NOW - to_micros(NOON) + to_micros(NOON - DAY)
    row, credit = paid(TICK, 5), (to_micros(NOON - TICK), 5, b"a", 0)
    for known_from, complete in ((start, True), (start + 1, False)):
        assert pieces([row], payee=b"x", now=NOW, known_from=known_from).complete is complete
        assert credits_of([credit], window=DAY, now=NOW, known_from=known_from).complete is complete
        assert flows([row], payee=b"x", now=NOW, known_from=known_from)[1].complete is complete


def test_a_week_is_complete_from_its_very_start() -> None:
    start = NOW - to_micros(NOON) + to_micros(NOON - WEEK)
    for known_from, complete in ((start, True), (start + 1, False)):
        assert flows([paid(TICK)], payee=b"x", now=NOW, known_from=known_from)[2].complete is complete
