"""The signal that says whether the paying instrument is bound to a person."""

from builders.facts import (
    assertion,
    bound,
    confirmed,
    decided,
    facts,
    found,
    identity_check,
    outcome,
    pay,
    unpaid,
)
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome

ELSEWHERE_ISSUED = "https://other.example"


def test_a_bound_account_leaves_nothing_to_see() -> None:
    assert not found(facts(), "payer_binding")


def test_an_unbound_account_steps_up_in_class_b() -> None:
    assert found(facts(payer_binding=None))[Reason.BINDING_MISSING].outcome is Outcome.STEP_UP


def test_an_unbound_account_does_not_pay_above_class_b() -> None:
    assert found(pay(50_000_000, payer_binding=None))[Reason.BINDING_MISSING].outcome is Outcome.DENY


def test_a_revoked_binding_is_denied() -> None:
    revoked = facts(payer_binding=bound(active=False))
    assert set(found(revoked, "payer_binding")) == {Reason.BINDING_REVOKED}
    assert outcome(revoked) is Outcome.DENY


def test_another_issuers_assertion_proves_nothing_about_the_binding() -> None:
    other = facts(assertion=assertion(issuer=ELSEWHERE_ISSUED))
    assert found(other)[Reason.BINDING_UNPROVEN].outcome is Outcome.STEP_UP
    assert Reason.SUBJECT_MISMATCH not in found(other)


def test_another_issuers_assertion_does_not_pay_above_class_b() -> None:
    other = pay(50_000_000, assertion=assertion(issuer=ELSEWHERE_ISSUED))
    assert found(other)[Reason.BINDING_UNPROVEN].outcome is Outcome.DENY


def test_an_account_that_is_being_opened_is_bound_to_nobody_yet() -> None:
    opening = facts(
        unpaid("account_opening"),
        assertion=assertion(),
        confirmations=confirmed("sms_otp"),
        payer_binding=None,
    )
    assert not found(opening)
    assert outcome(opening) is Outcome.ALLOW


def test_an_account_that_is_somebody_elses_is_not_opened_again() -> None:
    taken = facts(unpaid("account_opening"), assertion=assertion(), payer_binding=bound("subject-binh"))
    assert Reason.SUBJECT_MISMATCH in found(taken)
    assert decided(taken).outcome is Outcome.DENY


def test_an_identity_check_has_no_instrument() -> None:
    assert not found(identity_check(), "payer_binding")
