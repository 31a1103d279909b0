"""The signal that watches how much of the balance leaves within a day."""

from builders.facts import found
from builders.past import after, flow, state
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.terms import CustomerKind, Vnd

MILLION = 1_000_000


def leaving(amount: int, *, balance: int | None, before: int = 0, complete: bool = True) -> Facts:
    told = None if balance is None else Vnd(balance)
    day = flow(1 if before else 0, before, complete=complete)
    return after(amount, of={"payer_balance": told}, day=day)


def test_more_than_half_of_a_large_balance_holds() -> None:
    finding = found(leaving(31 * MILLION, balance=60 * MILLION))[Reason.BALANCE_DRAINED]
    assert (finding.outcome, finding.evidence) == (Outcome.HOLD, {"percent": "51"})
    assert not found(leaving(30 * MILLION, balance=60 * MILLION), "drained_balance")


def test_what_left_before_within_the_day_is_added_back() -> None:
    of = leaving(11 * MILLION, balance=40 * MILLION, before=20 * MILLION)
    assert found(of)[Reason.BALANCE_DRAINED].evidence == {"percent": "51"}


def test_a_small_balance_may_leave_whole() -> None:
    assert not found(leaving(49 * MILLION, balance=49 * MILLION), "drained_balance")


def test_a_balance_of_nothing_that_is_told_after_all_left_is_drained() -> None:
    assert Reason.BALANCE_DRAINED in found(leaving(11 * MILLION, balance=0, before=60 * MILLION))


def test_a_day_that_could_not_be_added_up_counts_as_drained() -> None:
    assert Reason.BALANCE_DRAINED in found(leaving(11 * MILLION, balance=0, complete=False))


def test_a_balance_that_nobody_told_is_not_watched() -> None:
    assert state(leaving(60 * MILLION, balance=None), "drained_balance") is SignalState.NOT_MONITORED


def test_an_organisation_may_empty_its_account() -> None:
    told = {"payer_balance": Vnd(60 * MILLION), "transaction": {"customer": CustomerKind.ORGANISATION}}
    assert state(after(60 * MILLION, of=told), "drained_balance") is SignalState.NOT_MONITORED
