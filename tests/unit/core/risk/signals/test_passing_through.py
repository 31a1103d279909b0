"""The signal that finds money collected from many and sent on at once."""

from builders.facts import found
from builders.past import after, flow, received, state
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome
from eidgate.core.terms import CustomerKind


def test_many_in_and_most_of_it_out_holds() -> None:
    of = after(5_000_000, received=received(6, 10_000_000, payers=5), day=flow(1, 3_000_000))
    finding = found(of)[Reason.FUNDS_PASSED_THROUGH]
    assert finding.outcome is Outcome.HOLD
    assert finding.evidence == {"payers": "5", "received": "10000000", "leaving": "8000000"}


def test_few_payers_or_a_small_part_are_nothing() -> None:
    few = after(5_000_000, received=received(6, 5_000_000, payers=4))
    part = after(5_000_000, received=received(6, 10_000_000, payers=5), day=flow(1, 2_999_999))
    assert not found(few, "passing_through")
    assert not found(part, "passing_through")


def test_credits_that_could_not_be_counted_are_many_and_most() -> None:
    assert Reason.FUNDS_PASSED_THROUGH in found(after(1, received=received(payers=1, complete=False)))


def test_organisations_collect_and_pay_on() -> None:
    told = {"transaction": {"customer": CustomerKind.ORGANISATION}}
    of = after(5_000_000, of=told, received=received(9, 10, payers=9))
    assert state(of, "passing_through") is SignalState.NOT_MONITORED


def test_what_left_that_could_not_be_added_up_is_most() -> None:
    of = after(1, received=received(6, 10_000_000, payers=5), day=flow(1, 1, complete=False))
    assert Reason.FUNDS_PASSED_THROUGH in found(of)
