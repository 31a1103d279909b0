"""The signal that knows from which countries an account pays."""

from datetime import timedelta
from typing import Any

import pytest

from builders.facts import confirmed, found
from builders.past import after, state
from builders.regulation import NOON
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts, SessionFacts
from eidgate.core.risk.outcome import Outcome

AMOUNT = 4_000_000


def from_cambodia(*, of: dict[str, Any] | None = None, **happened: Any) -> Facts:
    return after(AMOUNT, of={"session": SessionFacts(ip_country="KH"), **(of or {})}, **happened)


def test_a_country_that_never_was_is_unusual_and_class_b_steps_up() -> None:
    finding = found(from_cambodia(place_since=None))[Reason.PLACE_UNUSUAL]
    assert (finding.outcome, finding.evidence) == (Outcome.STEP_UP, {"country": "KH"})


def test_a_country_first_used_within_the_last_day_is_not_usual_yet() -> None:
    tick = timedelta(microseconds=1)
    assert Reason.PLACE_UNUSUAL in found(from_cambodia(place_since=NOON - timedelta(hours=24) + tick))
    assert not found(from_cambodia(place_since=NOON - timedelta(hours=24)), "unusual_place")


def test_a_country_of_before_is_looked_for_and_not_there() -> None:
    assert state(from_cambodia(), "unusual_place") is SignalState.NOT_OBSERVED


@pytest.mark.parametrize(
    "since", [None, NOON - timedelta(days=30) + timedelta(microseconds=1)], ids=["never told", "told lately"]
)
def test_an_account_whose_countries_are_not_known_for_long_has_none_that_is_unusual(since: Any) -> None:
    """A bank that begins to tell countries must not have every customer stepped up on the first day."""
    of = from_cambodia(places_since=since, place_since=None)
    assert state(of, "unusual_place") is SignalState.NOT_MONITORED


def test_an_account_whose_countries_are_known_for_30_days_has() -> None:
    of = from_cambodia(places_since=NOON - timedelta(days=30), place_since=None)
    assert Reason.PLACE_UNUSUAL in found(of)


def test_nothing_is_said_where_nobody_told_the_country() -> None:
    assert state(after(AMOUNT, place_since=None), "unusual_place") is SignalState.NOT_MONITORED


def test_the_owners_face_settles_it() -> None:
    of = from_cambodia(of={"confirmations": confirmed("face_match")}, place_since=None)
    assert state(of, "unusual_place") is SignalState.OBSERVED
    assert not found(of, "unusual_place")
