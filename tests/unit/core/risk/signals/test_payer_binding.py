"""The signal that says whether the paying instrument is bound to a person."""

from datetime import timedelta

from builders.facts import (
    NOON,
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
from eidgate.core.binding.lifecycle import BindingState
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


def test_a_suspended_binding_is_found_as_such_and_no_small_payment_goes_on() -> None:
    of = facts(payer_binding=bound(active=False, state=BindingState.SUSPENDED))
    assert set(found(of, "payer_binding")) == {Reason.BINDING_SUSPENDED}
    assert outcome(of) is Outcome.HOLD


def test_a_young_binding_is_a_note_with_its_hours() -> None:
    of = facts(payer_binding=bound(confirmed_at=NOON - timedelta(hours=2, minutes=1)))
    finding = found(of)[Reason.BINDING_YOUNG]
    assert (finding.outcome, finding.evidence) == (Outcome.ALLOW, {"hours": "2"})


def test_a_binding_from_a_clock_ahead_of_ours_is_of_this_hour() -> None:
    of = facts(payer_binding=bound(confirmed_at=NOON + timedelta(seconds=5)))
    assert found(of)[Reason.BINDING_YOUNG].evidence == {"hours": "0"}


def test_a_binding_of_a_day_is_not_young() -> None:
    assert not found(facts(payer_binding=bound(confirmed_at=NOON - timedelta(hours=24))), "payer_binding")


def test_an_account_that_is_being_opened_has_no_binding_that_could_be_too_young() -> None:
    of = facts(unpaid("account_opening"), payer_binding=bound(confirmed_at=NOON))
    assert not found(of, "payer_binding")


def test_a_proposal_binds_nobody_yet() -> None:
    proposed = bound(active=False, state=BindingState.PROPOSED, confirmed_at=None)
    assert set(found(facts(payer_binding=proposed), "payer_binding")) == {Reason.BINDING_MISSING}
