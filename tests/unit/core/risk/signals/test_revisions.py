"""Every signal has a revision, and a decision keeps those it was made with."""

from builders.facts import decided, facts
from eidgate.core.risk.decision import FIRST_REVISION
from eidgate.core.risk.signals import SIGNALS
from eidgate.core.risk.signals.revisions import REVISIONS, revision


def test_a_revision_is_of_a_signal_that_there_is() -> None:
    assert set(REVISIONS) <= {one.__name__ for one in SIGNALS}
    assert all(one > FIRST_REVISION for one in REVISIONS.values())


def test_a_decision_keeps_the_revision_of_every_signal() -> None:
    decision = decided(facts())
    names = [one.name for one in decision.signals]
    assert [decision.revision_of(name) for name in names] == [revision(name) for name in names]
    assert decision.revisions == tuple(sorted(REVISIONS.items()))
    assert decision.revision_of("payer_binding") == REVISIONS["payer_binding"]
    assert decision.revision_of("sim_swap") == FIRST_REVISION
    assert decision.revision_of("unheard_of") == 0


def test_no_two_signals_have_one_name() -> None:
    names = [one.__name__ for one in SIGNALS]
    assert len(set(names)) == len(names)
