"""The signal that remembers what was reported about a payee."""

from builders.facts import confirmed, found
from builders.past import after
from eidgate.core.reasons import Reason
from eidgate.core.risk.history import Reports
from eidgate.core.risk.outcome import Outcome


def test_a_confirmed_fraud_holds_the_next_payment() -> None:
    of = after(payee_reports=Reports(frauds=1, false_alarms=3))
    finding = found(of)[Reason.PAYEE_FRAUD_CONFIRMED]
    assert finding.outcome is Outcome.HOLD
    assert finding.evidence == {"frauds": "1", "false_alarms": "3"}


def test_false_alarms_alone_are_nothing() -> None:
    assert not found(after(payee_reports=Reports(false_alarms=3)), "payee_frauds")


def test_no_face_settles_it() -> None:
    told = {"confirmations": confirmed("face_match")}
    assert Reason.PAYEE_FRAUD_CONFIRMED in found(after(of=told, payee_reports=Reports(frauds=1)))


def test_a_payer_who_was_defrauded_is_not_a_payee_with_a_past() -> None:
    assert not found(after(payer_reports=Reports(frauds=1)), "payee_frauds")
