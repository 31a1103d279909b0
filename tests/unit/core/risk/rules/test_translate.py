"""Rules read the facts by their types; what has no type is refused where it stands."""

from datetime import timedelta
from typing import Any

import pytest

from builders.facts import NOON, assertion, decided, facts, identity_check, pay, transaction, vn_bank
from builders.policies import ruled
from builders.regulation import shipped
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.standing import Grade, StandingKind
from eidgate.core.observation import Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts, SimFacts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parties import Party, PartyStanding
from eidgate.core.risk.prepare import prepare
from eidgate.core.risk.rules.calls import MAX_ITEMS
from eidgate.core.risk.rules.fault import RuleError, RuleFault
from eidgate.core.risk.rules.parse import MAX_DEPTH, MAX_TOKENS
from eidgate.core.risk.rules.tokens import MAX_EXPRESSION
from eidgate.core.risk.rules.translate import translate
from eidgate.core.shape import replace


def asked(expression: str, of: Facts | None = None) -> bool:
    return translate(expression)(prepare(of or facts(), vn_bank(), shipped()))


def listed(**differs: Any) -> PartyStanding:
    plain = PartyStanding(
        party=Party.PAYEE,
        kind=StandingKind.LISTED,
        identifier_kind=IdentifierKind.ACCOUNT,
        name="entries/1",
        since=NOON - timedelta(days=1),
        until=NOON + timedelta(days=1),
        source="police",
        grade=Grade.WARN,
        code=4,
    )
    return replace(plain, **differs)


def swapped(**ago: float) -> SimFacts:
    return SimFacts(swap=Reading(state=SignalState.OBSERVED, at=NOON - timedelta(**ago), as_of=NOON))


@pytest.mark.parametrize(
    "expression",
    [
        "transaction.amount == 4000000",
        "transaction.amount >= 1000000 && transaction.kind == 'transfer_other'",
        'transaction.kind in ["transfer_other", "transfer_abroad"]',
        "!(transaction.amount < 1) || false",
        "transaction.amount % 1000000 == 0 && transaction.amount / 1000000 == 4",
        "-7 / 2 == -3 && -7 % 2 == -1 && 7 / -2 == -3",
        "2 + 3 * 4 == 14 && (2 + 3) * 4 == 20 && 10 - 3 - 2 == 5",
        "transaction.amount > 5 ? true : false",
        "class == 'B' && group == 'I.3' && day.total == 0",
        "local.hour == 12 && local.weekday == 4",
        "forms.exists(f, f == 'sms_otp') && size(forms) == 1",
        "transaction.payee.institution.startsWith('9704') && !same_institution",
        "provider.endsWith('436') && provider.contains('04')",
        "at > timestamp('2026-01-01T00:00:00+07:00') && at - duration('1h') < at",
        "!has(new_device) && has(transaction.payee) && !has(payee_binding.version)",
        "payer_binding.active && device_is_known",
        "// a remark\n transaction.amount > 1",
    ],
)
def test_a_rule_that_applies_to_the_plain_payment(expression: str) -> None:
    assert asked(expression)
    assert not asked(f"!({expression}\n)")


def test_rules_look_through_lists() -> None:
    warned = facts(standings=(listed(), listed(name="entries/2", grade=Grade.BLOCK, code=7)))
    assert asked("standings.exists(s, s.party == 'payee' && s.grade == 'block')", warned)
    assert asked("size(standings.filter(s, s.code == 4)) == 1", warned)
    assert not asked("standings.all(s, s.kind == 'held')", warned)
    assert not asked("standings.exists(s, has(s.grade) && s.grade == 'block')")


def test_ages_are_durations() -> None:
    assert asked("has(sim.swap.age) && sim.swap.age < duration('72h')", facts(sim=swapped(hours=2)))
    assert not asked("has(sim.swap.age) && sim.swap.age < duration('72h')")
    assert asked("assertion.verified && assertion.age <= duration('20s')", facts(assertion=assertion()))


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("new_device", "new_device is not known"),
        ("sim.swap.age < duration('72h')", "sim.swap.age is not known"),
        ("1 / (transaction.amount - transaction.amount) == 1", "divided by zero"),
        ("5 % (transaction.amount - transaction.amount) == 1", "divided by zero"),
        ("transaction.amount * 9000000000000000000 > 0", "a number grew beyond 64 bits"),
        ("new_device && false", "new_device is not known"),
    ],
)
def test_what_is_not_known_is_an_error_and_never_a_no(expression: str, why: str) -> None:
    with pytest.raises(RuleError, match=why):
        asked(expression)


def test_a_fact_of_a_payment_is_absent_from_an_identity_check() -> None:
    assert not asked("has(transaction.amount)", identity_check())
    with pytest.raises(RuleError, match=r"transaction\.amount is not known"):
        asked("transaction.amount > 1", identity_check())


def test_a_list_that_is_too_long_is_not_looked_through() -> None:
    many = facts(standings=(listed(),) * (MAX_ITEMS + 1))
    with pytest.raises(RuleError, match=f"a list has more than {MAX_ITEMS} items"):
        asked("standings.exists(s, s.code == 9)", many)
    assert not asked("standings.exists(s, s.code == 9)", facts(standings=(listed(),) * MAX_ITEMS))


@pytest.mark.parametrize(
    ("expression", "offset", "says"),
    [
        ("", 0, "ends too early"),
        ("transaction.amount >", 20, "ends too early"),
        ("transaction.amont > 5", 12, "no such fact as 'amont'; here are kind, customer"),
        ("amount > 5", 0, "no such fact as 'amount'"),
        ("transaction.payee.number == '9900'", 18, "no such fact as 'number'"),
        ("device == 'x'", 0, "no such fact as 'device'"),
        ("transaction.amount > '5'", 19, "'>' does not go with int and string"),
        ("transaction.amount", 0, "must be true or false, not int"),
        ("transaction", 0, "is a record; name one of kind"),
        ("transaction.kind == 'tranfer_other'", 17, "is never 'tranfer_other'; the words are transfer_own"),
        ("transaction.kind in ['login', 'logout']", 17, "is never 'logout'"),
        ("standings.exists(s, s.grade == 'red')", 28, "is never 'red'; the words are warn, high, block"),
        ("transaction.amount && true", 19, "'&&' does not go with int and bool"),
        ("!transaction.amount", 0, "'!' does not go with int"),
        ("1 < 2 < 3", 6, "'<' does not go with bool and int"),
        ("true == 1", 5, "'==' does not go with bool and int"),
        ("5 in forms", 2, "'in' does not go with int and list(word)"),
        ("[1, 'a'] == [1]", 0, "a list holds values of one type"),
        ("5 in []", 5, "a list is written with its values"),
        ("provider.matches('(a+)+$')", 9, "matches() is not offered, for its cost has no bound"),
        ("provider.size() > 1", 9, "size() is not called like this"),
        ("sleep(5)", 0, "no such function as 'sleep'; there are has, size"),
        ("standings.exists(s, standings.exists(t, t.code == s.code))", 37, "a list inside a list"),
        ("standings.exists(at, true)", 17, "'at' is a fact; give the variable another name"),
        ("standings.exists(s, s.code)", 22, "must be true or false, not int"),
        ("transaction.exists(s, true)", 0, "is a record"),
        ("provider.startsWith(provider)", 9, "startsWith() wants a text in quotes"),
        ("size(provider) > 1", 5, "size() counts lists, not string"),
        ("sim.swap.age < duration('3 days')", 15, 'a duration is written "90s", "15m" or "72h"'),
        ("at > timestamp('soon')", 5, "a timestamp is written"),
        ("true ? 1 : 'a'", 11, "must be int like the other choice, not string"),
        ("1 ? true : false", 0, "must be true or false, not int"),
        ("9223372036854775808 > 1", 0, "is larger than 64 bits hold"),
        ("provider == 'open", 12, 'cannot be read from "\'" on'),
        ("1.5 > 1", 0, "cannot be read from '1' on"),
        ("a = 1", 2, "cannot be read from '=' on"),
        ("true true", 5, "did not expect 'true' here"),
        ("(true", 5, "expected ')'"),
        ("transaction.", 12, "expected a name after the dot"),
        ("'a'.b == 'c'", 0, "only facts have fields"),
        ("has(1)", 0, "has() is not called like this"),
        ("s.code == 1", 0, "no such fact as 's'"),
        ("provider.exists(p, true)", 9, "exists() is for lists, not string"),
        ("transaction.amount.startsWith('4')", 19, "startsWith() is for texts, not int"),
        ("forms == forms", 6, "'==' does not go with"),
        ("provider.a == 1", 9, "a string has no fields"),
    ],
)
def test_what_does_not_type_check_is_refused_where_it_stands(expression: str, offset: int, says: str) -> None:
    with pytest.raises(RuleFault) as refused:
        translate(expression)
    assert says in refused.value.description
    assert refused.value.offset == offset


@pytest.mark.parametrize(
    "expression",
    [
        "true || " * MAX_EXPRESSION,
        "(" * (MAX_DEPTH + 1) + "true" + ")" * (MAX_DEPTH + 1),
        "!" * (MAX_DEPTH + 1) + "true",
        "1" + "+1" * MAX_TOKENS + ">0",
        "provider" + ".a" * MAX_TOKENS,
    ],
)
def test_an_expression_is_bounded(expression: str) -> None:
    with pytest.raises(RuleFault):
        translate(expression)


def test_the_longest_chain_that_is_let_through_runs() -> None:
    chain = "1" + "+1" * (MAX_TOKENS // 2 - 3)
    assert asked(f"{chain}>0")


def test_a_rule_that_applies_is_a_finding_with_its_own_code_and_text() -> None:
    [found] = [one for one in decided(facts(), ruled("transaction.amount > 1")).findings if one.cited]
    assert (found.reason, found.outcome, found.points) == (Reason.RULE_MATCHED, Outcome.STEP_UP, 10)
    assert (found.code, found.signal) == ("OWN_RULE", "rule:rule-0")
    assert (found.text.vi, found.text.en) == ("Quy tắc riêng.", "A rule of our own.")
    assert found.evidence == {"rule": "rule-0", "version": "1"}


def test_a_rule_that_fails_is_a_finding_and_steps_up() -> None:
    decision = decided(facts(), ruled("new_device"))
    [found] = [one for one in decision.findings if one.reason is Reason.RULE_FAILED]
    assert decision.outcome is Outcome.STEP_UP
    assert found.evidence == {"rule": "rule-0", "version": "1", "why": "new_device is not known"}


def test_a_rule_that_fails_keeps_no_other_from_applying() -> None:
    decision = decided(
        pay(4_000_000), ruled("new_device", "transaction.amount > 1", "transaction.amount < 1")
    )
    assert {one.signal for one in decision.findings if one.signal.startswith("rule:")} == {
        "rule:rule-0",
        "rule:rule-1",
    }


def test_a_text_may_hold_quotes() -> None:
    quoted = transaction(merchant="o'hara")
    assert asked("transaction.merchant == 'o\\'hara' && transaction.merchant == \"o'hara\"", facts(quoted))


def test_an_expression_may_be_as_long_and_as_deep_as_the_bounds_say() -> None:
    assert asked("true" + " " * (MAX_EXPRESSION - len("true")))
    with pytest.raises(RuleFault):
        translate("true" + " " * (MAX_EXPRESSION - len("true") + 1))
    inside = MAX_DEPTH - 1  # the whole expression is one level itself
    assert asked("(" * inside + "true" + ")" * inside)
    assert asked("!!" * (inside // 2) + "true")
    with pytest.raises(RuleFault, match="nested more than"):
        translate("(" * (inside + 1) + "true" + ")" * (inside + 1))


def test_depth_is_left_again_behind_what_was_nested() -> None:
    beside = MAX_DEPTH * 2
    assert asked(" && ".join(["(true)"] * beside))
    assert asked(" && ".join(["!false"] * beside))


def test_a_device_that_either_side_does_not_name_is_not_compared() -> None:
    for device, known in (("", "d1"), ("d1", ""), ("", "")):
        assert not asked("has(device_is_known)", facts(device=device, known_device=known))
    assert not asked("device_is_known", facts(device="d1", known_device="d2"))


def test_ages_of_what_is_not_there_are_absent() -> None:
    assert not asked("has(assertion.age)")
    assert not asked("has(document.days_left)")
