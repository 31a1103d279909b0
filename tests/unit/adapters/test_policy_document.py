"""The sections of a policy's document: read, or refused with their place."""

import re

import pytest

from builders.policies import SHIPPED, changed, policy_of
from eidgate.adapters.policies import parse_policy
from eidgate.core.errors import ConfigurationError
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome

ROW = "{A: allow, B: allow, C: step_up, D: step_up, E: allow, F: allow, G: step_up, identity: allow}"
GAP = f"  payee_name: {ROW}\n"
SCORE = "score: {step_up: 40, hold: none, deny: none}"


def fault(text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        parse_policy(text.encode(), "own.yaml")
    assert re.match(r"own\.yaml:[0-9]+:[0-9]+: ", str(caught.value))
    return str(caught.value)


def test_a_gap_may_mean_something_else_for_each_of_its_kinds() -> None:
    each = "  payee_name: {unavailable: step_up, stale: hold, not_permitted: deny}\n"
    policy = policy_of(changed(GAP, each))
    said = [policy.gap("payee_name", state, "A") for state in SignalState if state.is_gap]
    assert said == [Outcome.STEP_UP, Outcome.HOLD, Outcome.DENY]


def test_a_gap_that_no_policy_speaks_of_is_never_let_pass() -> None:
    assert policy_of(SHIPPED).gap("clock", SignalState.STALE, "A") is Outcome.STEP_UP


def test_a_reason_may_weigh_otherwise_than_its_outcome() -> None:
    policy = policy_of(f"{SHIPPED}\nweights: {{CLOCK_SKEW: 7}}\n")
    assert policy.verdict(Reason.CLOCK_SKEW, "A") == (Outcome.ALLOW, 7)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (changed(GAP, ""), "gaps: missing payee_name"),
        (changed(GAP, GAP.replace("payee_name", "payee_nome")), "gaps.payee_nome: unknown key"),
        (changed(GAP, "  payee_name: allow\n"), "may not be below step_up"),
        (changed(GAP, "  payee_name: {unavailable: step_up}\n"), "gaps.payee_name: missing stale"),
        (changed(GAP, f"  payee_name: {ROW.replace('C: step_up', 'C: deny')}\n"), "softer than for class C"),
        (changed(SCORE, "score: {step_up: 101, hold: none, deny: none}"), "score.step_up: must be none or 1"),
        (changed(SCORE, "score: {step_up: 50, hold: 40, deny: none}"), "score: a harder outcome must not"),
        (changed(SCORE, "score: {step_up: 50}"), "score: missing hold, deny"),
        (f"{SHIPPED}\nweights: {{CLOCK: 7}}\n", "weights.CLOCK: unknown key"),
        (
            changed("regulation: [circular-50-2024, circular-77-2025]", "regulation: []"),
            "regulation: must be",
        ),
        (changed("policy: vn-bank", "policy: VN"), "policy: must be small letters"),
    ],
)
def test_what_a_policy_may_not_say_is_refused_with_its_place(text: str, says: str) -> None:
    assert says in fault(text)
