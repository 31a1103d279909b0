from datetime import timedelta

import pytest

from builders.regulation import NOON, confirmation, forms, version_at
from eidgate.core.reasons import Reason
from eidgate.core.regulation.evidence import FUTURE_SKEW, EvidenceLimits, refusal, sift
from eidgate.core.regulation.terms import Form

LIMITS = version_at().evidence
INSTANT = timedelta(microseconds=1)
STATED = {"sms_otp": 5, "voice_otp": 3, "two_channel": 5, "face_match": 3}  # minutes, Art. 11


@pytest.mark.parametrize(("form", "minutes"), STATED.items())
def test_a_form_is_good_up_to_its_stated_age_and_not_longer(form: str, minutes: int) -> None:
    limit = timedelta(minutes=minutes)
    assert refusal(confirmation(form, age=limit), LIMITS, at=NOON) is None
    assert refusal(confirmation(form, age=limit + INSTANT), LIMITS, at=NOON) is Reason.FORM_EXPIRED


@pytest.mark.parametrize("form", Form)
def test_every_form_grows_too_old(form: Form) -> None:
    assert refusal(confirmation(form, age=timedelta(minutes=16)), LIMITS, at=NOON) is Reason.FORM_EXPIRED


def test_forms_of_one_transaction_without_a_stated_age_have_the_shortest_stated_one() -> None:
    others = set(Form) - set(STATED) - {Form.PASSWORD, Form.PIN}
    assert {LIMITS.valid_for[form] for form in others} == {timedelta(minutes=3)}


def test_a_failed_form_does_not_count() -> None:
    assert refusal(confirmation("face_match", passed=False), LIMITS, at=NOON) is Reason.FORM_FAILED


@pytest.mark.parametrize("passed", [True, False])
def test_a_form_is_locked_after_ten_failures_in_a_row_whatever_comes_then(*, passed: bool) -> None:
    locked = confirmation("face_match", passed=passed, failures_before=10)
    assert refusal(locked, LIMITS, at=NOON) is Reason.FORM_LOCKED
    ninth = confirmation("face_match", failures_before=9)
    assert refusal(ninth, LIMITS, at=NOON) is None


def test_device_biometric_does_not_count_when_it_was_the_login() -> None:
    used = confirmation("device_biometric", login_method=True)
    assert refusal(used, LIMITS, at=NOON) is Reason.FORM_NOT_ALLOWED
    assert refusal(confirmation("device_biometric"), LIMITS, at=NOON) is None


def test_a_password_given_at_login_counts() -> None:
    login = confirmation("password", age=timedelta(minutes=10), login_method=True)
    assert refusal(login, LIMITS, at=NOON) is None


def test_a_confirmation_from_the_future_is_not_allowed() -> None:
    assert refusal(confirmation("sms_otp", age=-FUTURE_SKEW), LIMITS, at=NOON) is None
    early = confirmation("sms_otp", age=-FUTURE_SKEW - INSTANT)
    assert refusal(early, LIMITS, at=NOON) is Reason.FORM_NOT_ALLOWED


def test_sifting_keeps_the_order_of_what_it_refuses_and_one_pass_is_enough() -> None:
    failed = confirmation("face_match", passed=False)
    old = confirmation("sms_otp", age=timedelta(hours=1))
    evidence = sift([failed, confirmation("face_match"), old, confirmation("fido")], LIMITS, at=NOON)
    assert evidence.forms == forms("face_match", "fido")
    refused = [(one.confirmation, one.reason) for one in evidence.refused]
    assert refused == [(failed, Reason.FORM_FAILED), (old, Reason.FORM_EXPIRED)]


def test_no_confirmation_gives_no_form() -> None:
    evidence = sift([], LIMITS, at=NOON)
    assert (evidence.forms, evidence.refused) == (frozenset(), ())


def test_limits_need_a_validity_above_zero_for_every_form() -> None:
    complete = dict.fromkeys(Form, timedelta(minutes=1))
    partial: dict[Form, timedelta] = {
        form: limit for form, limit in complete.items() if form is not Form.FIDO
    }
    cases: list[dict[Form, timedelta]] = [partial, {**complete, Form.FIDO: timedelta(0)}]
    for valid_for in cases:
        with pytest.raises(ValueError, match="fido needs a validity above zero"):
            EvidenceLimits(valid_for=valid_for, not_if_login_method=frozenset())
