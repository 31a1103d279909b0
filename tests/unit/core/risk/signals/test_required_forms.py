"""The signal that says whether the regulation's confirmation forms were performed."""

from datetime import timedelta

from builders.facts import assertion, confirmed, decided, facts, found, identity_check, pay
from builders.regulation import NOON
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.outcome import Outcome
from eidgate.core.shape import replace


def test_an_otp_confirms_class_b() -> None:
    assert not found(facts(), "required_forms")
    assert decided(facts()).regulated.confirmed_as == "B"


def test_without_any_form_the_shortest_way_is_named() -> None:
    bare = facts(confirmations=())
    finding = found(bare)[Reason.FORMS_MISSING]
    assert finding.outcome is Outcome.STEP_UP
    assert finding.evidence == {"missing": "sms_otp"}
    assert decided(bare).regulated.missing == (Form.SMS_OTP,)


def test_what_is_missing_is_what_the_shown_forms_still_need() -> None:
    case = pay(50_000_000, assertion=assertion(factors=("pin",)), confirmations=confirmed("soft_otp_basic"))
    assert found(case)[Reason.FORMS_MISSING].evidence == {"missing": "face_match"}


def test_an_email_otp_is_not_good_for_class_c() -> None:
    case = pay(50_000_000, assertion=assertion(), confirmations=confirmed("email_otp"))
    assert found(case)[Reason.FORMS_MISSING].evidence == {"missing": "sms_otp"}


def test_an_expired_form_is_a_note_and_what_stops_is_that_it_is_missing() -> None:
    stale = facts(confirmations=confirmed("sms_otp", performed_at=NOON - timedelta(minutes=6)))
    assert found(stale)[Reason.FORM_EXPIRED].outcome is Outcome.ALLOW
    assert found(stale)[Reason.FORM_EXPIRED].evidence == {"form": "sms_otp"}
    assert found(stale)[Reason.FORMS_MISSING].outcome is Outcome.STEP_UP
    assert decided(stale).regulated.confirmed_as is None


def test_a_failed_form_counts_for_nothing() -> None:
    failed = facts(confirmations=confirmed("sms_otp", passed=False))
    assert set(found(failed, "required_forms")) == {Reason.FORM_FAILED, Reason.FORMS_MISSING}
    assert decided(failed).regulated.usable == ()
    assert decided(failed).regulated.confirmed_as is None


def test_a_failed_face_match_does_not_restart_the_small_total() -> None:
    tried = confirmed("sms_otp") + confirmed("face_match", passed=False)
    decision = decided(facts(confirmations=tried))
    assert decision.outcome is Outcome.ALLOW
    assert decision.regulated.confirmed_as == "B"


def test_a_form_that_failed_first_and_passed_then_counts() -> None:
    retried = facts(confirmations=confirmed("sms_otp", passed=False) + confirmed("sms_otp"))
    assert decided(retried).outcome is Outcome.ALLOW
    assert Reason.FORM_FAILED in found(retried)


def test_a_device_biometric_that_was_the_login_is_not_allowed() -> None:
    reused = facts(confirmations=confirmed("device_biometric", login_method=True))
    assert found(reused)[Reason.FORM_NOT_ALLOWED].evidence == {"form": "device_biometric"}
    assert Reason.FORMS_MISSING in found(reused)


def test_a_confirmation_from_the_future_counts_for_nothing() -> None:
    ahead = facts(confirmations=confirmed("sms_otp", performed_at=NOON + timedelta(minutes=1)))
    assert Reason.FORM_NOT_ALLOWED in found(ahead)
    assert decided(ahead).outcome is Outcome.STEP_UP


def test_an_identity_check_demands_no_form() -> None:
    assert not found(identity_check(), "required_forms")
    assert decided(replace(identity_check(), confirmations=confirmed("sms_otp"))).regulated is None
