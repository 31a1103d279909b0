"""Precision ages: what was reported counts in its windows to the day, and then no more."""

from datetime import date, timedelta

from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.risk.precision import KEPT, Ground, GroundKind, ReportsOfDay, first_day, precisions

TODAY = date(2026, 11, 25)
NEW = Ground(part=GroundKind.REASON, what="PAYEE_NEW")
RULE = Ground(part=GroundKind.RULE, what="own-rule")


def told(days_ago: int, kind: OutcomeKind, decisions: int = 1, ground: Ground = NEW) -> ReportsOfDay:
    return ReportsOfDay(day=TODAY - timedelta(days=days_ago), ground=ground, kind=kind, decisions=decisions)


def test_each_window_holds_its_days_and_today() -> None:
    found = precisions(
        [
            told(0, OutcomeKind.FRAUD_CONFIRMED, 1),
            told(29, OutcomeKind.FRAUD_CONFIRMED, 2),
            told(30, OutcomeKind.FALSE_ALARM, 4),
            told(179, OutcomeKind.FALSE_ALARM, 5),
            told(180, OutcomeKind.FRAUD_CONFIRMED, 100),
            told(-1, OutcomeKind.FRAUD_CONFIRMED, 100),
        ],
        today=TODAY,
    )
    assert [(one.window, one.frauds, one.false_alarms, one.percent) for one in found] == [
        ("30d", 3, 0, 100),
        ("180d", 3, 9, 25),
    ]


def test_what_judges_nothing_is_left_out() -> None:
    found = precisions(
        [told(1, OutcomeKind.COMPLETED), told(1, OutcomeKind.FALSE_ALARM, ground=RULE)], today=TODAY
    )
    assert {(one.ground, one.window, one.percent) for one in found} == {(RULE, "30d", 0), (RULE, "180d", 0)}


def test_the_longest_window_says_how_long_days_are_kept() -> None:
    assert first_day(KEPT, today=TODAY) == TODAY - timedelta(days=179)
