"""The signal of SIMO code 4: credits from listed accounts."""

from builders.facts import found
from builders.past import after, received, state
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome
from eidgate.core.shape import replace


def test_more_than_three_hold() -> None:
    finding = found(after(payee_received=received(9, listed=4)))[Reason.CREDITS_FROM_LISTED]
    assert (finding.outcome, finding.evidence) == (Outcome.HOLD, {"credits": "4"})


def test_three_are_nothing() -> None:
    of = after(payee_received=received(9, listed=3))
    assert not found(of, "listed_credits")
    assert state(of, "listed_credits") is SignalState.NOT_OBSERVED


def test_a_busy_payee_is_no_finding_and_says_that_not_all_was_seen() -> None:
    of = after(payee_received=received(100, listed=3, complete=False))
    assert not found(of, "listed_credits")
    assert state(of, "listed_credits") is SignalState.NOT_MONITORED


def test_a_busy_payee_with_more_than_three_among_the_newest_holds() -> None:
    of = after(payee_received=received(100, listed=4, complete=False))
    assert Reason.CREDITS_FROM_LISTED in found(of)


def test_without_a_payee_or_a_transaction_nobody_looked() -> None:
    cash = after(received=received(3, listed=2), of={"transaction": {"payee": None}})
    assert state(cash, "listed_credits") is SignalState.NOT_MONITORED
    nothing_paid = replace(cash, transaction=None)
    assert state(nothing_paid, "listed_credits") is SignalState.NOT_MONITORED
