"""One stopped payment, however often its payer tries."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.desk.statistics import PaymentFact
from eidgate.core.desk.stopped import SAME_PAYMENT_WITHIN, Allowed, Try, begun_payments, stopped_payments
from eidgate.core.terms import Instant, Vnd

AT = datetime(2026, 3, 5, 5, tzinfo=UTC)
END = AT + timedelta(hours=10)
HOURS = st.lists(st.tuples(st.integers(-60, 200), st.sampled_from("ab"), st.booleans()), max_size=12)


def tried(hours: float, payment: str = "a", *, completed: bool = False, amount: int = 5) -> Try:
    at = AT + timedelta(hours=hours)
    return Try(payment=(payment,), institution="999901", amount=Vnd(amount), at=at, went_ahead=completed)


def allowed(hours: float, payment: str = "a") -> Allowed:
    return Allowed(payment=(payment,), at=AT + timedelta(hours=hours))


def counted(*tries: Try, start: Instant = AT, end: Instant = END, let: Sequence[Allowed] = ()) -> int:
    return len(stopped_payments(begun_payments(tries, start, end), let))


def test_three_tries_are_one_payment_and_its_money_counts_once() -> None:
    found = stopped_payments(begun_payments([tried(1), tried(1.1), tried(9)], AT, END), ())
    assert found == [PaymentFact(institution="999901", amount=Vnd(5))]


def test_another_payment_is_another_one() -> None:
    assert counted(tried(1), tried(2, "b")) == 2


def test_a_day_later_it_is_another_one_and_not_an_instant_sooner() -> None:
    late = AT + timedelta(days=9)
    assert counted(tried(0), tried(24), end=late) == 1
    assert counted(tried(0), tried(24 + 1e-6), end=late) == 2


def test_it_belongs_to_the_period_of_its_first_try() -> None:
    assert counted(tried(-23), tried(1)) == 0
    assert counted(tried(-25), tried(1)) == 1
    assert counted(tried(9.9), tried(12)) == 1
    assert counted(tried(10), tried(12)) == 0


def test_one_that_went_through_in_the_end_was_not_stopped() -> None:
    assert counted(tried(1), tried(2, completed=True)) == 0
    assert counted(tried(1, completed=True), tried(2)) == 0


def test_what_went_through_another_day_was_stopped_all_the_same() -> None:
    assert counted(tried(1), tried(20), tried(40, completed=True)) == 1


def test_one_that_was_allowed_in_the_end_was_not_stopped() -> None:
    assert counted(tried(1), let=[allowed(1.1)]) == 0
    assert counted(tried(1), tried(2), let=[allowed(3)]) == 0
    assert counted(tried(1), let=[allowed(1.1, "b")]) == 1


def test_allowed_before_or_a_day_later_is_another_payment_and_not_an_instant_sooner() -> None:
    assert counted(tried(1), let=[allowed(0.9)]) == 1
    assert counted(tried(1), let=[allowed(25)]) == 0
    assert counted(tried(1), let=[allowed(25 + 1e-6)]) == 1


@given(HOURS)
def test_periods_side_by_side_add_up(drawn: list[tuple[int, str, bool]]) -> None:
    tries = sorted((tried(h, which, completed=done) for h, which, done in drawn), key=lambda one: one.at)

    def within(start: Instant, end: Instant) -> int:
        """Give it exactly the tries that it asks for."""
        around = SAME_PAYMENT_WITHIN
        read = [one for one in tries if start - around <= one.at < end + around]
        return counted(*read, start=start, end=end)

    bounds = [AT + timedelta(hours=h) for h in range(-70, 231, 7)]
    whole = within(bounds[0], bounds[-1])
    assert whole == sum(within(*pair) for pair in pairwise(bounds))
    assert whole <= len(tries)
