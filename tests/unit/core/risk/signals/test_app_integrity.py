"""The signal that says whether the app should have quit."""

from builders.facts import decided, facts, found
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import SessionFacts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.transaction import Compromise


def test_an_unharmed_app_leaves_nothing_to_see() -> None:
    assert not found(facts(), "app_integrity")


def test_a_compromised_app_is_denied_with_its_signs_in_order() -> None:
    compromised = facts(compromises=(Compromise.ROOTED, Compromise.DEBUGGER))
    finding = found(compromised)[Reason.APP_COMPROMISED]
    assert finding.outcome is Outcome.DENY
    assert finding.evidence == {"signs": "debugger,rooted"}


def test_a_compromised_app_warns_the_payer() -> None:
    assert decided(facts(compromises=(Compromise.HOOKED,))).payer_warning is Reason.APP_COMPROMISED


def test_no_sign_is_an_all_clear_only_from_who_looked() -> None:
    for inspected, state in ((True, SignalState.NOT_OBSERVED), (False, SignalState.NOT_MONITORED)):
        decision = decided(facts(session=SessionFacts(inspected=inspected)))
        assert {one.name: one.state for one in decision.signals}["app_integrity"] is state
