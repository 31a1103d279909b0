"""The signal that says whether the seller is the taxpayer that was registered."""

from builders.facts import NO_ASSERTION, found, identity_check
from builders.past import state
from eidgate.core.assertion.tax_code import TaxCode
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Expectation
from eidgate.core.risk.outcome import Outcome


def told(tax_code: TaxCode) -> Expectation:
    return Expectation(tax_code=tax_code)


def test_another_taxpayer_is_denied_and_not_named() -> None:
    finding = found(identity_check(expected=told(TaxCode.MISMATCH)))[Reason.TAX_CODE_MISMATCH]
    assert (finding.outcome, finding.evidence) == (Outcome.DENY, {})


def test_a_taxpayer_that_nobody_names_asks_for_more() -> None:
    finding = found(identity_check(expected=told(TaxCode.UNKNOWN)))[Reason.TAX_CODE_UNKNOWN]
    assert finding.outcome is Outcome.STEP_UP


def test_the_same_taxpayer_is_looked_for_and_found() -> None:
    assert state(identity_check(expected=told(TaxCode.MATCH)), "tax_code") is SignalState.NOT_OBSERVED


def test_nobody_looks_where_nobody_asked_or_nothing_was_proven() -> None:
    assert state(identity_check(), "tax_code") is SignalState.NOT_MONITORED
    unproven = identity_check(assertion=NO_ASSERTION, expected=told(TaxCode.UNKNOWN))
    assert state(unproven, "tax_code") is SignalState.NOT_MONITORED
