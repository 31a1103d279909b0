"""The signal that says whether an assertion came, and whether it passed."""

import pytest

from builders.facts import (
    NO_ASSERTION,
    assertion,
    decided,
    facts,
    found,
    identity_check,
    outcome,
    pay,
    rejected,
)
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome

NOTES = [Reason.ASSURANCE_UNKNOWN, Reason.DOCUMENT_EXPIRY_UNKNOWN, Reason.PROVINCE_CODE_UNKNOWN]


def state(of: Facts) -> SignalState:
    return next(one.state for one in decided(of).signals if one.name == "assertion_verdict")


def test_a_small_payment_without_an_assertion_is_noted_and_allowed() -> None:
    finding = found(facts(assertion=NO_ASSERTION))[Reason.ASSERTION_MISSING]
    assert finding.outcome is Outcome.ALLOW
    assert finding.signal == "assertion_verdict"


def test_from_class_c_on_an_assertion_is_asked_for() -> None:
    assert found(pay(20_000_000))[Reason.ASSERTION_MISSING].outcome is Outcome.STEP_UP


def test_an_identity_check_without_an_assertion_is_denied() -> None:
    assert found(identity_check(assertion=NO_ASSERTION))[Reason.ASSERTION_MISSING].outcome is Outcome.DENY


def test_a_rejected_assertion_names_the_reason_and_the_step() -> None:
    finding = found(facts(assertion=rejected(Reason.SIGNATURE_INVALID, 5)))[Reason.SIGNATURE_INVALID]
    assert finding.outcome is Outcome.DENY
    assert finding.evidence == {"step": "5"}


@pytest.mark.parametrize(
    "reason", [Reason.ISSUER_KEYS_UNAVAILABLE, Reason.STATUS_UNAVAILABLE, Reason.STATUS_TOKEN_INVALID]
)
def test_a_source_of_ours_that_is_missing_is_a_gap_and_no_guilt(reason: Reason) -> None:
    blind = facts(assertion=rejected(reason))
    assert state(blind) is SignalState.UNAVAILABLE
    assert decided(blind).gaps == ("assertion_verdict",)
    assert outcome(blind) is Outcome.STEP_UP


def test_a_status_list_that_is_too_old_is_a_gap_of_its_own_kind() -> None:
    stale = facts(assertion=rejected(Reason.STATUS_STALE))
    assert state(stale) is SignalState.STALE
    assert decided(stale).gaps == ("assertion_verdict",)
    assert outcome(stale) is Outcome.STEP_UP


def test_a_revoked_identity_is_denied_and_is_no_gap() -> None:
    revoked = facts(assertion=rejected(Reason.STATUS_REVOKED))
    assert state(revoked) is SignalState.OBSERVED
    assert outcome(revoked) is Outcome.DENY


def test_a_suspended_identity_is_held_for_small_payments_and_denied_for_large_ones() -> None:
    small = facts(assertion=rejected(Reason.STATUS_SUSPENDED))
    assert outcome(small) is Outcome.HOLD
    assert outcome(pay(20_000_000, assertion=rejected(Reason.STATUS_SUSPENDED))) is Outcome.DENY


def test_a_rejected_assertion_is_no_gap() -> None:
    assert state(facts(assertion=rejected(Reason.SIGNATURE_INVALID))) is SignalState.OBSERVED


def test_a_good_assertion_leaves_nothing_to_see() -> None:
    assert state(facts(assertion=assertion())) is SignalState.NOT_OBSERVED
    assert not found(facts(assertion=assertion()))


def test_a_note_of_the_verification_is_passed_on_unless_a_signal_looks_for_itself() -> None:
    noted = facts(assertion=assertion(notes=tuple(NOTES)))
    assert set(found(noted, "assertion_verdict")) == {Reason.PROVINCE_CODE_UNKNOWN}
