"""The signal that knows at which hours an account pays."""

from datetime import timedelta

from builders.facts import confirmed, found
from builders.past import after, state
from builders.regulation import NOON
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome

AMOUNT = 11_000_000


def test_an_hour_that_never_was_is_unusual_and_class_c_steps_up() -> None:
    finding = found(after(AMOUNT, hour_since=None))[Reason.HOUR_UNUSUAL]
    assert (finding.outcome, finding.evidence) == (Outcome.STEP_UP, {"hour": "12"})


def test_an_hour_first_used_within_the_last_day_is_not_usual_yet() -> None:
    tick = timedelta(microseconds=1)
    assert Reason.HOUR_UNUSUAL in found(after(AMOUNT, hour_since=NOON - timedelta(hours=24) + tick))
    assert not found(after(AMOUNT, hour_since=NOON - timedelta(hours=24)), "unusual_hour")


def test_a_young_account_has_no_usual_hours() -> None:
    young = after(hour_since=None, active_since=NOON - timedelta(days=29))
    unused = after(hour_since=None, active_since=None)
    assert state(young, "unusual_hour") is SignalState.NOT_MONITORED
    assert state(unused, "unusual_hour") is SignalState.NOT_MONITORED


def test_the_owners_face_settles_it() -> None:
    of = after(AMOUNT, of={"confirmations": confirmed("face_match")}, hour_since=None)
    assert state(of, "unusual_hour") is SignalState.OBSERVED


def test_hours_are_usual_or_not_from_the_very_end_of_the_first_month() -> None:
    month, tick = timedelta(days=30), timedelta(microseconds=1)
    assert Reason.HOUR_UNUSUAL in found(after(AMOUNT, hour_since=None, active_since=NOON - month))
    young = after(AMOUNT, hour_since=None, active_since=NOON - month + tick)
    assert state(young, "unusual_hour") is SignalState.NOT_MONITORED
