"""What a step-up asks for where the payer's own face settles a doubt."""

from builders.facts import confirmed, decided
from builders.past import after, flow
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.outcome import Outcome


def test_the_step_up_names_the_face_match_and_giving_it_settles_the_doubt() -> None:
    first = decided(after(1, hour=flow(500)))
    assert first.outcome is Outcome.STEP_UP
    assert first.step_up is not None
    assert first.step_up.forms
    assert all(Form.FACE_MATCH in way for way in first.step_up.forms)
    [way] = first.step_up.forms[:1]
    assert decided(after(1, of={"confirmations": confirmed(*way)}, hour=flow(500))).outcome is Outcome.ALLOW


def test_a_large_payment_keeps_the_forms_of_its_class_beside_the_face() -> None:
    doubted, plain = decided(after(600_000_000, hour=flow(500))), decided(after(600_000_000))
    assert doubted.step_up is not None
    assert plain.step_up is not None
    assert all(any(set(old) <= set(way) for old in plain.step_up.forms) for way in doubted.step_up.forms)
