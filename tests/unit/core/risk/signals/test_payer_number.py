"""The signal `payer_number`: a number that its holder disowned, and one that is somebody else's."""

from builders.facts import decided, facts, found, pay
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts, NumberFacts
from eidgate.core.risk.outcome import Outcome


def state(of: Facts) -> SignalState:
    return {one.name: one.state for one in decided(of).signals}["payer_number"]


def test_a_number_whose_binding_is_suspended_asks_once_more_and_holds_a_large_sum() -> None:
    suspended = NumberFacts(bound=True, suspended=True, of_payer=True)
    assert found(facts(number=suspended), "payer_number").keys() == {Reason.NUMBER_SUSPENDED}
    assert found(facts(number=suspended))[Reason.NUMBER_SUSPENDED].outcome is Outcome.STEP_UP
    assert found(pay(60_000_000, number=suspended))[Reason.NUMBER_SUSPENDED].outcome is Outcome.HOLD


def test_a_number_of_another_is_noted_and_asks_once_more_for_a_large_sum() -> None:
    shared = NumberFacts(bound=True, of_payer=False)
    assert found(facts(number=shared))[Reason.NUMBER_OF_ANOTHER].outcome is Outcome.ALLOW
    assert found(pay(60_000_000, number=shared))[Reason.NUMBER_OF_ANOTHER].outcome is Outcome.STEP_UP


def test_the_suspended_number_of_another_is_both() -> None:
    both = facts(number=NumberFacts(bound=True, suspended=True, of_payer=False))
    assert found(both, "payer_number").keys() == {Reason.NUMBER_SUSPENDED, Reason.NUMBER_OF_ANOTHER}


def test_a_holder_who_cannot_be_compared_is_no_other() -> None:
    told = facts(number=NumberFacts(bound=True))
    assert not found(told, "payer_number")
    assert state(told) is SignalState.NOT_OBSERVED


def test_a_number_that_nobody_bound_is_not_monitored() -> None:
    assert state(facts()) is SignalState.NOT_MONITORED
