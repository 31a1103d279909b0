"""Harnesses of what a policy holds beside its tables: custom rules, and the worlds that test it."""

from collections.abc import Iterable

from builders.facts import facts, pay, vn_bank
from builders.regulation import shipped
from eidgate.adapters.policies import SHIPPED
from eidgate.adapters.policy_rules import read_rules
from eidgate.adapters.policy_worlds import broken, parse_worlds
from eidgate.adapters.strict_yaml import parse
from eidgate.core.errors import ConfigurationError
from eidgate.core.risk.facts import SimFacts
from eidgate.core.risk.prepare import prepare
from eidgate.core.risk.rules.fault import RuleError, RuleFault
from eidgate.core.risk.rules.parse import LARGEST, MAX_TOKENS
from eidgate.core.risk.rules.translate import translate
from fuzz.configuration import DATA
from fuzz.defect import hold

CASES = tuple(prepare(one, vn_bank(), shipped()) for one in (facts(), pay(60_000_000, sim=SimFacts())))
MOST_WORLDS = 20  # of one input: each is a whole decision
WORLDS_IN_A_SEED = 2

RULES = (
    "has(transaction.amount) && transaction.amount > 20000000",
    "standings.exists(s, s.grade == 'block')",
    "standings.all(s, has(s.grade) && s.grade != 'warn')",
    "size(standings.filter(s, s.party == 'payee')) >= 1 ? new_device : !new_device",
    "at - duration('1h') < timestamp('2026-03-05T11:00:00+07:00')",
    "has(sim.swap.age) && sim.swap.age < duration('72h')",
    "transaction.payee.institution.startsWith('9704') || transaction.kind in ['login', 'transfer_other']",
    "-(day.total % 7) * 3 + local.hour / 2 - 1 <= 4",
    '"é" == \'a\' && transaction.payee.institution != ""',
    f"{LARGEST} + 1 > -{LARGEST} - 2",
    "+".join("1" for _ in range(MAX_TOKENS // 2 - 4)) + " > 0",
    "(" * 30 + "true" + ")" * 30,
    "!" * 30 + "true",
    "duration('99999h') + at > at",
    "timestamp('9999-12-31T23:59:59Z') + duration('9999h') > at",
)


def rule_one(content: bytes) -> None:
    """A text is refused with a place in it, or is a test that answers yes, no, or that it cannot say."""
    expression = content.decode("utf-8", "replace")
    try:
        test = translate(expression)
    except RuleFault as fault:
        hold(0 <= fault.offset <= len(expression) and fault.description, "a fault without its place")
        return
    for case in CASES:
        try:
            hold(isinstance(test(case), bool), "an answer that is neither yes nor no")
        except RuleError as error:
            hold(error.why.replace("_", "").isascii(), "a reason with a value in it")


def rule_seeds() -> Iterable[bytes]:
    return (expression.encode() for expression in RULES)


def worlds_one(content: bytes) -> None:
    """Worlds are refused with their place, or each is decided, with its name in what it breaks."""
    try:
        worlds = parse_worlds(content, "tests.yaml")
    except ConfigurationError as error:
        hold(str(error).startswith("tests.yaml"), "a fault without its file")
        return
    hold(len({one.name for one in worlds}) == len(worlds), "two worlds of one name")
    for world in worlds[:MOST_WORLDS]:
        told = broken([world], vn_bank(), shipped())
        hold(all(one.startswith(f"{world.name}: ") for one in told), "broken by no world")


def worlds_seeds() -> Iterable[bytes]:
    for name in SHIPPED:
        text = DATA.joinpath("policies", f"{name}.tests.yaml").read_text(encoding="utf-8")
        each = text.partition("\nworlds:\n")[2].split("  - name: ")[1:]
        for start in range(0, len(each), WORLDS_IN_A_SEED):
            yield "  - name: ".join(["worlds:\n", *each[start : start + WORLDS_IN_A_SEED]]).encode()
    yield b'worlds:\n- {name: a, about: b, facts: {at: "0001-01-01T00:00:00+14:00"}, outcome: allow}\n'
    yield b'worlds:\n- {name: a, about: b, facts: {at: "9999-12-31T23:59:59Z"}, outcome: allow}\n'
    yield b"worlds:\n- {name: a, about: b, facts: {at: 999999d}, outcome: allow}\n"
    yield b"worlds:\n- {name: a, about: b, facts: {sim: {swap: 999999h}, assertion: signed}, outcome: hold}\n"


def rules_one(content: bytes) -> None:
    """The rules of a policy are refused with their place, or each has an id, both texts and an outcome."""
    try:
        rules = read_rules(parse(content, "policy.yaml"))
    except ConfigurationError as error:
        hold(str(error).startswith("policy.yaml"), "a fault without its file")
        return
    hold(len({one.cited.rule for one in rules}) == len(rules), "two rules of one id")
    hold(all(one.outcomes and one.cited.vi and one.cited.en for one in rules), "a rule that says nothing")


RULE = """
- id: large
  version: 1
  when: transaction.amount > 5
  outcome: hold
  points: 5
  code: LARGE_AMOUNT
  text: {vi: "Số tiền lớn", en: "A large amount"}
"""


def rules_seeds() -> Iterable[bytes]:
    yield RULE.encode()
    yield (RULE + RULE.replace("large", "other")).encode()
    yield RULE.replace("when: ", "when: |\n    ").encode()
    yield RULE.replace("transaction.amount > 5", '"transaction.\\x61mount > 5 +"').encode()
    yield RULE.replace("transaction.amount", ">\n    transaction.\n    amount").encode()
