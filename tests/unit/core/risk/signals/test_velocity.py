"""The signal that counts an account's payments over sliding windows."""

import pytest

from builders.facts import confirmed, found
from builders.past import after, flow, state
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome
from eidgate.core.terms import CustomerKind

LIMITS = {"hour": (20, 50_000_000), "day": (60, 100_000_000), "week": (200, 300_000_000)}


@pytest.mark.parametrize(("window", "most"), [(name, most) for name, (most, _) in LIMITS.items()])
def test_one_payment_more_than_the_limit_of_a_window_steps_up(window: str, most: int) -> None:
    assert not found(after(1, **{window: flow(most - 1)}), "velocity")
    finding = found(after(1, **{window: flow(most)}))[Reason.VELOCITY_COUNT]
    assert finding.outcome is Outcome.STEP_UP
    assert finding.evidence == {"window": window, "payments": str(most + 1), "complete": "true"}


@pytest.mark.parametrize(("window", "most"), [(name, most) for name, (_, most) in LIMITS.items()])
def test_one_dong_more_than_the_limit_of_a_window_steps_up(window: str, most: int) -> None:
    assert not found(after(1, **{window: flow(1, most - 1)}), "velocity")
    finding = found(after(1, **{window: flow(1, most)}))[Reason.VELOCITY_AMOUNT]
    assert finding.evidence == {"window": window, "amount": str(most + 1), "complete": "true"}


def test_a_window_that_could_not_be_added_up_counts_as_exceeded() -> None:
    reasons = found(after(1, week=flow(1, complete=False)), "velocity")
    assert set(reasons) == {Reason.VELOCITY_COUNT, Reason.VELOCITY_AMOUNT}
    assert reasons[Reason.VELOCITY_COUNT].evidence["complete"] == "false"


def test_the_owners_face_settles_it() -> None:
    of = after(1, of={"confirmations": confirmed("face_match")}, hour=flow(500))
    assert not found(of, "velocity")
    assert state(of, "velocity") is SignalState.OBSERVED


def test_organisations_pay_in_batches() -> None:
    of = after(1, of={"transaction": {"customer": CustomerKind.ORGANISATION}}, hour=flow(500))
    assert state(of, "velocity") is SignalState.NOT_MONITORED


def test_what_exceeds_one_limit_is_not_said_to_exceed_the_other() -> None:
    most, largest = LIMITS["hour"]
    in_number = after(1, hour=flow(most, largest - 1))
    in_amount = after(1, hour=flow(most - 1, largest))
    assert set(found(in_number, "velocity")) == {Reason.VELOCITY_COUNT}
    assert set(found(in_amount, "velocity")) == {Reason.VELOCITY_AMOUNT}
