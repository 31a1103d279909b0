"""Policies that differ from the shipped one: by their text, so that what is tested is what is loaded."""

from importlib.resources import files

from eidgate.adapters.policies import parse_policy
from eidgate.core.risk.policy import Policy

SHIPPED = files("eidgate.data").joinpath("policies", "vn-bank.yaml").read_text(encoding="utf-8")


def changed(old: str, new: str, text: str = SHIPPED) -> str:
    """The text with one passage replaced, which it must hold exactly once."""
    assert text.count(old) == 1, f"the policy holds {old!r} {text.count(old)} times"
    return text.replace(old, new)


def policy_of(text: str) -> Policy:
    return parse_policy(text.encode(), "own.yaml")


def rule(when: str, *, id: str = "own-rule", outcome: str = "step_up", points: int = 10) -> str:  # noqa: A002 (its name in a policy)
    return (
        f"  - id: {id}\n    version: 1\n    when: |\n      {when}\n"
        f"    outcome: {outcome}\n    points: {points}\n"
        f"    code: OWN_RULE\n    text: {{vi: Quy tắc riêng., en: A rule of our own.}}\n"
    )


def with_rules(*rules: str) -> str:
    """The shipped policy's text with these rules."""
    return f"{SHIPPED}\nrules:\n{''.join(rules)}"


def ruled(*expressions: str) -> Policy:
    """The shipped policy with a rule for each expression."""
    return policy_of(with_rules(*(rule(one, id=f"rule-{place}") for place, one in enumerate(expressions))))
