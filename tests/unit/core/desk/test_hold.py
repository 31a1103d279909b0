"""A hold holds until its end and not an instant longer, whoever wrote what down."""

from datetime import timedelta

import pytest

from builders.holds import AT, hold
from eidgate.core.desk.hold import HoldState, standing_of
from eidgate.core.desk.standing import StandingKind
from eidgate.core.shape import replace

INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize("state", [HoldState.PLACED, HoldState.CONFIRMED])
def test_a_hold_expires_at_its_end_by_itself(state: HoldState) -> None:
    held = hold(state=state)
    assert held.state_at(held.until - INSTANT) is state
    assert held.state_at(held.until) is HoldState.EXPIRED


@pytest.mark.parametrize("state", [HoldState.RELEASED, HoldState.EXPIRED])
def test_what_is_over_stays_as_it_ended(state: HoldState) -> None:
    assert hold(state=state).state_at(AT + timedelta(days=365)) is state
    assert standing_of(hold(state=state)) is None


def test_decisions_know_the_amount_the_end_and_who_asked() -> None:
    held = hold()
    standing = standing_of(held)
    assert standing is not None
    assert (standing.kind, standing.name, standing.amount) == (StandingKind.HELD, held.name, held.amount)
    assert (standing.until, standing.source) == (held.until, held.requester)
    assert standing.identifier == held.identifier


def test_the_etag_names_the_version() -> None:
    assert [hold().etag, replace(hold(), version=12).etag] == ["v1", "v12"]
