"""The clocks of a report: who owes what until when, and what was missed."""

from datetime import UTC, datetime, timedelta

import pytest

from builders.holds import AT
from builders.reports import NUMBER, report
from eidgate.adapters.calendars import load_working_days
from eidgate.core.desk.report import ReportState, Scheme
from eidgate.core.desk.report_duties import TEXTS, Duty, DutyClock, answer_by, duty_clocks
from eidgate.core.desk.report_texts import next_steps, reply
from eidgate.core.terms import Instant, Vnd


def clocks(first_hold_at: Instant | None = None, **changes: object) -> dict[Duty, DutyClock]:
    return {one.duty: one for one in duty_clocks(report(**changes), first_hold_at)}


def test_a_report_of_lost_money_starts_five_clocks() -> None:
    found = clocks()
    assert {duty: (one.institutions, one.due_at - AT) for duty, one in found.items()} == {
        Duty.REVIEW: (("999901",), timedelta(minutes=30)),
        Duty.HOLD: (("999901",), timedelta(minutes=30)),
        Duty.ANSWER: (("999902",), timedelta(days=5)),
        Duty.POLICE: ((), timedelta(hours=72)),
        Duty.CLOSE: (("999901",), timedelta(days=90)),
    }
    assert set(TEXTS) == set(Duty)


@pytest.mark.parametrize("changes", [{"amount": Vnd(0)}, {"scheme": Scheme.SPAM_CALL}])
def test_without_money_there_is_nothing_to_hold(changes: dict[str, object]) -> None:
    assert set(clocks(**changes)) == {Duty.REVIEW, Duty.CLOSE}


def test_without_an_account_the_handler_answers() -> None:
    assert clocks(indicators=(NUMBER,))[Duty.ANSWER].institutions == ("999901",)


def test_a_duty_is_missed_after_its_time_done_or_not() -> None:
    due = AT + timedelta(minutes=30)
    tick = timedelta(microseconds=1)
    assert not clocks()[Duty.REVIEW].missed(due)
    assert clocks()[Duty.REVIEW].missed(due + tick)
    assert not clocks(reviewed_at=due)[Duty.REVIEW].missed(AT + timedelta(days=9))
    assert clocks(reviewed_at=due + tick)[Duty.REVIEW].missed(AT)
    assert not clocks(due)[Duty.HOLD].missed(AT + timedelta(days=9))


def test_a_closed_report_owes_nothing_any_more() -> None:
    closed = clocks(state=ReportState.RESOLVED, closed_at=AT, reviewed_at=AT)
    assert set(closed) == {Duty.REVIEW, Duty.CLOSE}


def test_institutions_answer_by_the_end_of_the_third_working_day() -> None:
    days = load_working_days()
    assert answer_by(AT, days) == datetime(2026, 3, 10, 17, tzinfo=UTC)  # Thursday: Friday, Monday, Tuesday
    beyond = datetime(2040, 1, 1, tzinfo=UTC)
    assert answer_by(beyond, days) == beyond + timedelta(days=3)


def test_the_victim_is_told_what_to_do_next() -> None:
    steps = [text.en for text in next_steps(report())]
    assert steps[0].startswith("Call the number on the back of your card")
    assert any("72 hours" in step for step in steps)
    seen = [text.en for text in next_steps(report(reviewed_at=AT, police_reference="1"))]
    assert not any("back of your card" in step or "72 hours" in step for step in seen)
    assert next_steps(report(scheme=Scheme.SPAM_CALL))[0].en.startswith("Block the number")
    assert next_steps(report(state=ReportState.RESOLVED)) == ()


def test_no_text_holds_a_link_and_each_is_there_in_both_languages() -> None:
    texts = [
        *TEXTS.values(),
        *next_steps(report()),
        reply(report()),
        reply(report(duplicate_of="reports/r0")),
    ]
    for text in texts:
        assert text.vi
        assert text.en
        assert not any(sign in text.vi + text.en for sign in ("http", "www.", ".vn", "://"))
