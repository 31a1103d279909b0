"""Judging by a policy's own rules: a rule at fault is a finding, and stops no other."""

from typing import Any, Never

import pytest

from builders.facts import facts, pay, vn_bank
from builders.policies import ruled
from builders.regulation import shipped
from eidgate.core.reasons import Reason
from eidgate.core.risk.case import Case
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.prepare import prepare
from eidgate.core.risk.rules.fault import RuleError
from eidgate.core.risk.rules.judge import judge
from eidgate.core.shape import replace

CENTURY = " - duration('999999h')"
"""A little more than one."""


def case(*expressions: str, **failing: Exception) -> Case:
    """A payment under these rules; `rule_N` is one that fails like this whatever it says."""
    policy = ruled(*expressions)
    rules = tuple(
        replace(rule, test=raising(failing[name])) if (name := f"rule_{place}") in failing else rule
        for place, rule in enumerate(policy.rules)
    )
    return prepare(pay(4_000_000), replace(policy, rules=rules), shipped())


def raising(error: Exception) -> Any:
    def test(_: object) -> Never:
        raise error

    return test


def test_a_rule_that_does_not_apply_says_nothing() -> None:
    assert judge(case("transaction.amount < 1")) == []


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (RuleError("divided by zero"), "divided by zero"),
        (RecursionError("deep"), "RecursionError"),
        (KeyError("+84900000001"), "KeyError"),
    ],
)
def test_a_rule_that_fails_in_any_way_steps_up_and_tells_no_value(error: Exception, why: str) -> None:
    [found] = judge(case("true", rule_0=error))
    assert (found.reason, found.signal) == (Reason.RULE_FAILED, "rule:rule-0")
    assert found.outcome >= Outcome.STEP_UP
    assert found.evidence == {"rule": "rule-0", "version": "1", "why": why}


def test_a_rule_that_fails_stops_no_other() -> None:
    found = judge(case("true", "true", "true", rule_1=ZeroDivisionError()))
    assert [(one.reason, one.signal) for one in found] == [
        (Reason.RULE_MATCHED, "rule:rule-0"),
        (Reason.RULE_FAILED, "rule:rule-1"),
        (Reason.RULE_MATCHED, "rule:rule-2"),
    ]


def test_a_moment_that_falls_out_of_the_calendar_is_a_rule_that_fails() -> None:
    [found] = judge(case(f"at{CENTURY * 18} < at"))
    assert (found.reason, found.evidence["why"]) == (
        Reason.RULE_FAILED,
        "a moment fell out of the calendar",
    )


def test_the_plain_payment_has_no_rules_of_its_own() -> None:
    assert judge(prepare(facts(), vn_bank(), shipped())) == []
