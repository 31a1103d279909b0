"""The signal that finds an account's first large payment."""

from builders.facts import bound, confirmed, found
from builders.past import after, state
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome
from eidgate.core.terms import Vnd

LARGE = 50_000_000


def test_three_times_the_largest_before_steps_up() -> None:
    finding = found(after(LARGE, largest=Vnd(LARGE // 3)))[Reason.AMOUNT_FIRST_LARGE]
    assert finding.outcome is Outcome.STEP_UP
    assert finding.evidence == {"largest_before": str(LARGE // 3)}


def test_less_than_three_times_or_less_than_large_is_nothing() -> None:
    assert not found(after(LARGE, largest=Vnd(LARGE // 3 + 1)), "first_large")
    assert not found(after(LARGE - 1, largest=Vnd(0)), "first_large")


def test_the_owners_face_settles_it() -> None:
    of = after(LARGE, of={"confirmations": confirmed("face_match")}, largest=Vnd(0))
    assert state(of, "first_large") is SignalState.OBSERVED


def test_only_a_proven_own_account_is_left_out() -> None:
    proven = after(LARGE, of={"payee_binding": bound()}, largest=Vnd(0))
    assert state(proven, "first_large") is SignalState.NOT_MONITORED
