"""What a tally says of a candidate: money stopped, false alarms, precision."""

from eidgate.core.risk.trial.figures import candidate_side, confusion, recorded_side, rows
from eidgate.core.risk.trial.tally import Cell, Part, Tally
from eidgate.core.risk.trial.truth import Truth


def tally() -> Tally:
    made = Tally()
    for what, recorded, candidate, truth, decisions, amount in (
        ("0-5m", "ALLOW", "HOLD", Truth.FRAUD, 2, 7_000_000),
        ("0-5m", "ALLOW", "ALLOW", Truth.COMPLETED, 90, 90_000_000),
        ("20m-100m", "HOLD", "STEP_UP", Truth.FALSE_ALARM, 3, 120_000_000),
        ("20m-100m", "DENY", "DENY", Truth.FRAUD, 1, 50_000_000),
        ("20m-100m", "ALLOW", "STEP_UP", Truth.COMPLETED, 4, 99_000_000),
        ("20m-100m", "ALLOW", "ALLOW", Truth.FRAUD, 1, 30_000_000),
    ):
        made.count(Cell(Part.BAND, what, recorded, candidate, truth), decisions, amount)
    return made


def test_both_sides_say_what_they_stop_and_what_they_let_through() -> None:
    recorded, candidate = recorded_side(tally()), candidate_side(tally())
    assert (recorded.stopped, recorded.stopped_amount) == (4, 170_000_000)
    assert (candidate.stopped, candidate.stopped_amount) == (3, 57_000_000)
    assert (recorded.stepped_up, candidate.stepped_up) == (0, 7)
    assert (recorded.frauds_stopped, recorded.fraud_amount_stopped) == (1, 50_000_000)
    assert (candidate.frauds_stopped, candidate.fraud_amount_stopped) == (3, 57_000_000)
    assert (recorded.frauds_allowed, candidate.frauds_allowed) == (3, 1)
    assert (recorded.fraud_amount_allowed, candidate.fraud_amount_allowed) == (37_000_000, 30_000_000)
    assert (recorded.false_alarms, candidate.false_alarms) == (3, 3)
    assert (recorded.completed_hindered, candidate.completed_hindered) == (0, 4)
    assert (recorded.frauds_stepped_up, candidate.frauds_stepped_up) == (0, 0)


def test_the_confusion_table_may_be_of_one_truth_or_one_band() -> None:
    assert confusion(tally())["ALLOW", "HOLD"].decisions == 2
    assert confusion(tally())["ALLOW", "STEP_UP"].decisions == 4
    assert set(confusion(tally(), Truth.FRAUD)) == {("ALLOW", "HOLD"), ("DENY", "DENY"), ("ALLOW", "ALLOW")}
    small = confusion(tally(), band="0-5m")
    assert {pair: counted.decisions for pair, counted in small.items()} == {
        ("ALLOW", "HOLD"): 2,
        ("ALLOW", "ALLOW"): 90,
    }


def test_a_reason_is_as_precise_as_its_judged_decisions_say() -> None:
    made = Tally()
    for recorded, candidate, truth, decisions in (
        ("HOLD", "HOLD", Truth.FRAUD, 3),
        ("HOLD", "ALLOW", Truth.FALSE_ALARM, 1),
        ("HOLD", "", Truth.UNKNOWN, 5),
        ("", "STEP_UP", Truth.COMPLETED, 2),
    ):
        made.count(Cell(Part.REASON, "PAYEE_NEW", recorded, candidate, truth), decisions, decisions)
    made.count(Cell(Part.REASON, "DEVICE_UNKNOWN", "ALLOW", "ALLOW", Truth.FRAUD), 9, 9)
    made.count(Cell(Part.REASON, "HOUR_UNUSUAL", "HOLD", "HOLD", Truth.UNKNOWN), 1, 1)
    payee_new, hour = rows(made, Part.REASON)  # a note hinders nobody, so it is in no row
    assert (payee_new.what, hour.what) == ("PAYEE_NEW", "HOUR_UNUSUAL")
    assert (payee_new.recorded.hindered, payee_new.recorded.precision_percent) == (9, 75)
    assert (payee_new.candidate.hindered, payee_new.candidate.precision_percent) == (5, 100)
    assert (payee_new.candidate.completed, payee_new.candidate.fraud_amount) == (2, 3)
    assert hour.recorded.precision_percent is None


def test_what_hinders_on_one_side_alone_is_a_row_and_the_more_frequent_side_counts() -> None:
    made = Tally()
    for what, recorded, candidate, decisions in (
        ("ONLY_BEFORE", "HOLD", "ALLOW", 4),
        ("ONLY_AFTER", "ALLOW", "DENY", 9),
        ("BOTH", "HOLD", "HOLD", 5),
        ("NEITHER", "ALLOW", "ALLOW", 100),
    ):
        made.count(Cell(Part.REASON, what, recorded, candidate, Truth.UNKNOWN), decisions, 1)
    assert [row.what for row in rows(made, Part.REASON)] == ["ONLY_AFTER", "BOTH", "ONLY_BEFORE"]


def test_rows_as_frequent_as_each_other_stand_in_the_order_of_their_names() -> None:
    made = Tally()
    for what in ("SECOND", "THIRD", "FIRST"):
        made.count(Cell(Part.REASON, what, "HOLD", "HOLD", Truth.UNKNOWN), 2, 1)
    assert [row.what for row in rows(made, Part.REASON)] == ["FIRST", "SECOND", "THIRD"]
