"""The signal that remembers that a warning about a payee was overridden."""

from builders.facts import assertion, confirmed, found
from builders.past import after, state
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.history import Reports
from eidgate.core.risk.outcome import Outcome
from eidgate.core.shape import replace


def test_the_next_payer_is_warned_once_more_in_class_c() -> None:
    finding = found(after(60_000_000, payee_reports=Reports(overridden=2)))[Reason.PAYEE_WARNING_OVERRIDDEN]
    assert finding.outcome is Outcome.STEP_UP
    assert finding.evidence == {"overridden": "2"}


def test_no_face_settles_it_for_the_payer_may_be_coached() -> None:
    told = {"confirmations": confirmed("face_match"), "assertion": assertion()}
    of = after(60_000_000, of=told, payee_reports=Reports(overridden=1))
    assert Reason.PAYEE_WARNING_OVERRIDDEN in found(of)


def test_what_the_payer_overrode_elsewhere_says_nothing_about_this_payee() -> None:
    assert not found(after(payer_reports=Reports(overridden=1)), "overridden_warnings")


def test_completed_payments_are_nothing_to_warn_of() -> None:
    assert not found(after(payee_reports=Reports(completed=9)), "overridden_warnings")


def test_without_a_payee_or_a_transaction_nobody_looked() -> None:
    cash = after(payee_reports=Reports(overridden=2), of={"transaction": {"payee": None}})
    assert state(cash, "overridden_warnings") is SignalState.NOT_MONITORED
    nothing_paid = replace(cash, transaction=None)
    assert state(nothing_paid, "overridden_warnings") is SignalState.NOT_MONITORED
