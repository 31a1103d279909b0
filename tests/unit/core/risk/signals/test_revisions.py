"""Every signal has a revision, and a decision keeps those it was made with."""

from builders.facts import decided, facts
from eidgate.core.risk.signals import SIGNALS
from eidgate.core.risk.signals.revisions import FIRST, REVISIONS, revision


def test_a_revision_is_of_a_signal_that_there_is() -> None:
    assert set(REVISIONS) <= {one.__name__ for one in SIGNALS}
    assert all(one > FIRST for one in REVISIONS.values())


def test_a_decision_keeps_the_revision_of_every_signal() -> None:
    decision = decided(facts())
    assert [one.revision for one in decision.signals] == [revision(one.name) for one in decision.signals]
    assert decision.revision_of("payer_binding") == REVISIONS["payer_binding"]
    assert decision.revision_of("sim_swap") == FIRST
    assert decision.revision_of("unheard_of") == 0


def test_no_two_signals_have_one_name() -> None:
    names = [one.__name__ for one in SIGNALS]
    assert len(set(names)) == len(names)
