"""The signal that says whether the identity document is valid today."""

from datetime import date

from builders.facts import NO_ASSERTION, assertion, confirmed, facts, found, outcome, pay
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome

TODAY = date(2026, 3, 5)
YESTERDAY = date(2026, 3, 4)


def test_a_document_is_valid_on_its_last_day() -> None:
    assert not found(facts(assertion=assertion(document_expires_on=TODAY)), "document")


def test_payments_stop_the_day_after() -> None:
    expired = facts(assertion=assertion(document_expires_on=YESTERDAY))
    assert set(found(expired, "document")) == {Reason.DOCUMENT_EXPIRED}
    assert outcome(expired) is Outcome.DENY


def test_an_untold_expiry_is_a_note_below_class_d() -> None:
    untold = pay(50_000_000, assertion=assertion(document_expires_on=None))
    assert found(untold)[Reason.DOCUMENT_EXPIRY_UNKNOWN].outcome is Outcome.ALLOW


def test_an_untold_expiry_steps_up_class_d() -> None:
    untold = pay(
        600_000_000,
        assertion=assertion(document_expires_on=None),
        confirmations=confirmed("soft_otp_advanced"),
    )
    assert found(untold)[Reason.DOCUMENT_EXPIRY_UNKNOWN].outcome is Outcome.STEP_UP


def test_without_an_assertion_no_document_is_known() -> None:
    assert not found(facts(assertion=NO_ASSERTION), "document")
