"""Rules in a policy's document: refused with line and column, and bounded."""

import re

import pytest

from builders.facts import BINH, decided, facts
from builders.policies import SHIPPED, changed, policy_of, rule, ruled, with_rules
from eidgate.adapters.policies import MAX_DOCUMENT_BYTES, parse_policy
from eidgate.core.errors import ConfigurationError
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.rules.rule import MAX_RULES
from eidgate.core.shape import replace


def fault(text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        parse_policy(text.encode(), "own.yaml")
    return str(caught.value)


def place(text: str, passage: str) -> str:
    """Line and column at which a passage begins, as an editor counts them."""
    before = text[: text.index(passage)]
    return f"own.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}: "


PLAIN = with_rules(rule("transaction.amount > 1"))


def test_a_rule_is_read_with_what_it_says() -> None:
    [made] = policy_of(PLAIN).rules
    assert (made.cited.rule, made.cited.version, made.cited.code) == ("own-rule", 1, "OWN_RULE")
    assert made.expression == "transaction.amount > 1\n"
    assert set(made.outcomes.values()) == {Outcome.STEP_UP}


@pytest.mark.parametrize(
    ("when", "passage"),
    [
        ("|\n      transaction.amont > 1", "amont"),
        ("|\n      transaction.amount > 1 &&\n      transaction.amont > 1", "amont"),
        ("transaction.amont > 1", "amont"),
        ('"transaction.amont > 1"', "amont"),
        ("'transaction.amont > 1'", "amont"),
    ],
)
def test_a_fault_names_line_and_column_of_the_expression(when: str, passage: str) -> None:
    text = changed("|\n      transaction.amount > 1", when, PLAIN)
    message = fault(text)
    assert message.startswith(place(text, passage))
    assert "rules[0].when: no such fact as 'amont'" in message


def test_a_folded_expression_names_its_start_and_the_character() -> None:
    text = changed("|\n      transaction.amount > 1", ">\n      true &&\n      transaction.amont > 1", PLAIN)
    assert fault(text).startswith(place(text, ">\n      true"))
    assert fault(text).endswith("(at character 21)")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: own-rule", "id: Own", "rules[0].id: must be small letters"),
        ("    version: 1\n    when", "    version: 0\n    when", "rules[0].version: must be 1 or more"),
        ("code: OWN_RULE", "code: own", "rules[0].code: must be capitals"),
        ("code: OWN_RULE", "code: CLOCK_SKEW", "rules[0].code: is a code of the catalogue"),
        ("points: 10", "points: 101", "rules[0].points: must be 0 to 100"),
        ("outcome: step_up", "outcome: stop", "rules[0].outcome: must be one of allow"),
        (
            "outcome: step_up",
            "outcome: {A: deny, B: allow, C: deny, D: deny, E: deny, F: deny, G: deny, identity: deny}",
            "rules[0].outcome.B: may not be softer than for class A",
        ),
        ("    points: 10\n", "", "rules[0]: missing points"),
        ("en: A rule of our own.", "en: See www.example.org", "rules[0].text.en: must be at most 300"),
        ("vi: Quy tắc riêng., ", "", "rules[0].text: missing vi"),
    ],
)
def test_a_rule_says_everything_or_is_refused(old: str, new: str, says: str) -> None:
    message = fault(changed(old, new, PLAIN))
    assert says in message
    assert re.match(r"own\.yaml:[0-9]+:[0-9]+: ", message)


def test_two_rules_have_two_ids() -> None:
    assert "rules[1].id: another rule has this id" in fault(with_rules(rule("true"), rule("false")))


def test_ten_thousand_rules_are_refused_and_as_many_as_one_reviews_are_not() -> None:
    many = [rule("true", id=f"rule-{number}") for number in range(MAX_RULES + 1)]
    assert len(policy_of(with_rules(*many[:-1])).rules) == MAX_RULES
    assert f"has {MAX_RULES + 1} rules; at most {MAX_RULES} can be reviewed" in fault(with_rules(*many))
    short = "rules: [" + ", ".join(["{}"] * 10_000) + "]\n"
    assert "rules: has 10000 rules" in fault(f"{SHIPPED}\n{short}")


def test_ten_megabytes_are_refused_before_they_are_read() -> None:
    assert fault(f"{SHIPPED}#{'x' * 10_000_000}") == f"own.yaml: is larger than {MAX_DOCUMENT_BYTES} bytes"


def test_a_rule_with_an_expression_of_exponential_cost_is_refused() -> None:
    text = with_rules(rule("transaction.merchant.matches('(a+)+$')"))
    assert "matches() is not offered, for its cost has no bound" in fault(text)


def test_a_rule_that_loops_inside_a_loop_is_refused() -> None:
    text = with_rules(rule("standings.exists(s, standings.exists(t, t.code == s.code))"))
    assert "a list inside a list is not looked through, for its cost multiplies" in fault(text)


def test_yaml_that_multiplies_itself_is_not_read() -> None:
    bomb = "rules: &a [&b [x, x, x], *b, *b]\n"
    assert "an alias stands for no value here" in fault(f"{SHIPPED}\n{bomb}")


def test_the_order_of_rules_means_nothing() -> None:
    one = ruled("transaction.amount > 1", "new_device", "transaction.amount > 2")
    other = replace(one, rules=one.rules[::-1])
    of = facts(device=BINH)
    assert decided(of, one) == decided(of, other)
