"""The signal that counts the payees of a short time."""

import pytest

from builders.facts import confirmed, found
from builders.past import after, flow, state
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome


@pytest.mark.parametrize(("window", "most"), [("hour", 8), ("day", 15), ("week", 40)])
def test_one_payee_more_than_the_limit_steps_up(window: str, most: int) -> None:
    assert not found(after(**{window: flow(2, others=most - 1)}), "many_payees")
    finding = found(after(**{window: flow(2, others=most)}))[Reason.PAYEES_MANY]
    assert finding.outcome is Outcome.STEP_UP
    assert finding.evidence == {"window": window, "payees": str(most + 1), "complete": "true"}


def test_payees_that_could_not_be_counted_are_many() -> None:
    assert Reason.PAYEES_MANY in found(after(day=flow(complete=False)))


def test_the_owners_face_settles_it() -> None:
    of = after(of={"confirmations": confirmed("face_match")}, hour=flow(9, others=9))
    assert state(of, "many_payees") is SignalState.OBSERVED


def test_cash_has_no_payee() -> None:
    of = after(of={"transaction": {"payee": None}}, hour=flow(9, others=9))
    assert state(of, "many_payees") is SignalState.NOT_MONITORED
