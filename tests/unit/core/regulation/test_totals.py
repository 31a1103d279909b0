from datetime import UTC, date, datetime, timedelta

from builders.regulation import NOON, row
from eidgate.core.regulation.terms import Group
from eidgate.core.regulation.totals import totals

DAY = date(2026, 3, 5)
I3 = Group.OTHER_OR_ELSEWHERE


def test_an_account_without_rows_has_nothing() -> None:
    day = totals([], I3, DAY)
    assert (day.t, day.tksth, day.account) == (0, 0, 0)


def test_t_counts_every_class_of_the_same_group_and_tksth_only_a_and_b() -> None:
    rows = [row("I.3", 1, "A"), row("I.3", 20, "B"), row("I.3", 300, "C", "B"), row("I.3", 4000, "D", "B")]
    day = totals(rows, I3, DAY)
    assert (day.t, day.tksth) == (4321, 21)


def test_other_groups_count_for_the_account_alone() -> None:
    day = totals([row("I.2", 7, "B"), row("I.3", 20, "B"), row("CNP", 100, "E")], I3, DAY)
    assert (day.t, day.tksth, day.account) == (20, 20, 127)


def test_tksth_restarts_after_a_class_c_payment_and_t_does_not() -> None:
    rows = [row("I.3", 5, "B"), row("I.3", 60, "C"), row("I.3", 700, "B")]
    day = totals(rows, I3, DAY)
    assert (day.t, day.tksth) == (765, 700)


def test_a_small_payment_confirmed_in_a_class_d_form_restarts_tksth_and_is_not_counted_in_it() -> None:
    day = totals([row("I.3", 5, "B"), row("I.3", 60, "B", "D")], I3, DAY)
    assert (day.t, day.tksth) == (65, 0)


def test_a_transaction_of_any_group_restarts_tksth() -> None:
    day = totals([row("I.3", 5, "B"), row("I.1", 60, "A", "C"), row("I.3", 700, "B")], I3, DAY)
    assert day.tksth == 700


def test_the_class_of_the_amount_restarts_nothing_when_its_forms_were_weaker() -> None:
    assert totals([row("I.3", 5, "B"), row("I.3", 60, "C", "B")], I3, DAY).tksth == 5


def test_card_confirmations_restart_nothing() -> None:
    assert totals([row("I.3", 5, "B"), row("CNP", 60, "G")], I3, DAY).tksth == 5


def test_the_day_begins_at_midnight_in_ho_chi_minh() -> None:
    midnight = datetime(2026, 3, 4, 17, tzinfo=UTC)
    before = row("I.3", 5, "B", at=midnight - timedelta(microseconds=1))
    at = row("I.3", 60, "B", at=midnight)
    assert totals([before, at], I3, DAY).t == 60
    assert totals([before, at], I3, DAY - timedelta(days=1)).t == 5


def test_the_day_ends_before_the_next_midnight() -> None:
    midnight = datetime(2026, 3, 5, 17, tzinfo=UTC)
    last = row("I.3", 5, "B", at=midnight - timedelta(microseconds=1))
    assert totals([last, row("I.3", 60, "B", at=midnight)], I3, DAY).t == 5


def test_a_restart_of_another_day_does_not_reach_over_midnight() -> None:
    yesterday = row("I.3", 60, "C", at=NOON - timedelta(days=1))
    assert totals([row("I.3", 5, "B"), yesterday], I3, DAY).tksth == 5
