"""The signal that says whether the assertion is about the right person."""

from builders.facts import AN, BINH, NO_ASSERTION, assertion, bound, decided, facts, found, identity_check
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Expectation
from eidgate.core.risk.outcome import Outcome


def test_somebody_elses_assertion_is_denied_and_the_payer_warned() -> None:
    stolen = facts(assertion=assertion(BINH))
    assert set(found(stolen)) == {Reason.SUBJECT_MISMATCH}
    assert decided(stolen).outcome is Outcome.DENY
    assert decided(stolen).payer_warning is Reason.SUBJECT_MISMATCH


def test_the_finding_does_not_say_who_the_other_is() -> None:
    assert found(facts(assertion=assertion(BINH)))[Reason.SUBJECT_MISMATCH].evidence == {}


def test_a_revoked_binding_still_tells_who_it_is_not() -> None:
    assert Reason.SUBJECT_MISMATCH in found(
        facts(assertion=assertion(BINH), payer_binding=bound(active=False))
    )


def test_an_identity_check_may_expect_somebody() -> None:
    assert not found(identity_check(expected=Expectation(subject_id=AN)), "subject")
    other = identity_check(expected=Expectation(subject_id=BINH))
    assert found(other)[Reason.SUBJECT_MISMATCH].outcome is Outcome.DENY


def test_an_identity_check_may_expect_anybody() -> None:
    assert not found(identity_check(assertion=assertion(BINH)), "subject")


def test_without_an_assertion_there_is_nobody_to_compare() -> None:
    assert not found(facts(assertion=NO_ASSERTION), "subject")
