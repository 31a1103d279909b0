"""The committed schemas are what editors check by: they take what is shipped, refuse what the loader refuses.

A document is read for the schema as YAML 1.1 and as the YAML 1.2 of editors, where `4_000_000` and days are
texts.
"""

import json
import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
import yaml

from builders.policies import SHIPPED, changed, rule, with_rules
from eidgate.adapters.policies import SHIPPED as NAMES
from eidgate.adapters.policies import parse_policy, read_document
from eidgate.adapters.policy_schema import policy_schema
from eidgate.adapters.policy_worlds import parse_worlds
from eidgate.adapters.worlds_schema import worlds_schema
from eidgate.core.errors import ConfigurationError


class Timeless(yaml.SafeLoader):
    """YAML 1.1 without timestamps: JSON has none."""


class Editor(yaml.SafeLoader):
    """Numbers and words as YAML 1.2 has them, for what policies hold."""


Timeless.yaml_implicit_resolvers = {
    first: [one for one in resolvers if one[0] != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.yaml_implicit_resolvers = {
    first: [
        (tag, re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII) if tag.endswith(":int") else form)
        for tag, form in resolvers
        if not tag.endswith((":timestamp", ":float"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for resolvers in Editor.yaml_implicit_resolvers.values():
    for place, (tag, form) in enumerate(resolvers):
        if tag.endswith(":int"):
            resolvers[place] = (tag, re.compile(f"(?:{form.pattern})$", re.ASCII))

LOADERS = (Timeless, Editor)


def committed(name: str) -> jsonschema.Draft202012Validator:
    text = files("eidgate.data").joinpath("policies", f"{name}.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


POLICY, WORLDS = committed("policy"), committed("worlds")


def faults(
    text: str, by: jsonschema.Draft202012Validator, loader: type[yaml.SafeLoader] = Timeless
) -> list[str]:
    document: Any = yaml.load(text, Loader=loader)
    return [f"{one.json_path}: {one.message}" for one in by.iter_errors(document)]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_policy_is_of_its_schema(name: str, loader: type[yaml.SafeLoader]) -> None:
    assert faults(read_document(name)[0].decode(), POLICY, loader) == []


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_policy_s_tests_are_of_their_schema(name: str, loader: type[yaml.SafeLoader]) -> None:
    assert faults(read_document(f"{name}.tests")[0].decode(), WORLDS, loader) == []


@pytest.mark.parametrize(("made", "name"), [(policy_schema, "policy"), (worlds_schema, "worlds")])
def test_what_is_committed_is_what_the_program_prints(made: Callable[[], dict[str, Any]], name: str) -> None:
    text = files("eidgate.data").joinpath("policies", f"{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(text) == json.loads(json.dumps(made()))


SOFTENING = """
softening:
  - id: own
    why: our own accounts
    reasons: [DEVICE_FIRST_USE]
    to: step_up
    payees: ["%s"]
"""
RULE = with_rules(rule("transaction.amount > 1"))

STRUCTURAL = {
    "a missing section": changed("decision_valid_seconds: 300\n", ""),
    "an unknown section": f"{SHIPPED}\nextra: 1\n",
    "a missing reason": changed("  JTI_REPLAYED: deny\n", ""),
    "an unknown reason": changed("  CLOCK_SKEW: allow", "  CLOCK_SKEWED: allow"),
    "an unknown outcome": changed("  CLOCK_SKEW: allow", "  CLOCK_SKEW: maybe"),
    "an outcome in capitals": changed("  CLOCK_SKEW: allow", "  CLOCK_SKEW: ALLOW"),
    "a row that is a list": changed("  CLOCK_SKEW: allow", "  CLOCK_SKEW: [allow]"),
    "a row without all classes": changed("  CLOCK_SKEW: allow", "  CLOCK_SKEW: {A: allow, B: allow}"),
    "a level above the highest": changed(
        "  D: {account: 2, authentication: 3}", "  D: {account: 2, authentication: 5}"
    ),
    "a level that is a word": changed(
        "  D: {account: 2, authentication: 3}", "  D: {account: 2, authentication: high}"
    ),
    "a duration without its unit": changed("recent_swap: 72h", "recent_swap: 72"),
    "a duration of nothing": changed("recent_swap: 72h", "recent_swap: 0h"),
    "a parameter of another name": changed("recent_swap: 72h", "swap: 72h"),
    "a number below zero": changed("decision_valid_seconds: 300", "decision_valid_seconds: -300"),
    "a fraction": changed("decision_valid_seconds: 300", "decision_valid_seconds: 1.5"),
    "a number in quotes": changed("decision_valid_seconds: 300", 'decision_valid_seconds: "300"'),
    "a name in capitals": changed("policy: vn-bank", "policy: VN-BANK"),
    "an empty version": changed("version: vn-bank-2026-11", 'version: ""'),
    "a softening list without payees": f"{SHIPPED}\n{SOFTENING}".replace('    payees: ["%s"]\n', ""),
    "a softened payee by number": f"{SHIPPED}\n{SOFTENING % '9900'}",
    "a softened reason that is none": f"{SHIPPED}\n{SOFTENING % ('ab' * 32)}".replace(
        "DEVICE_FIRST_USE", "X"
    ),
    "no rules in the list": f"{SHIPPED}\nrules: []\n",
    "a rule without a text": re.sub(r"    text: .*\n", "", RULE),
    "a rule's text in one language": RULE.replace(", en: A rule of our own.", ""),
    "a rule's code in small letters": RULE.replace("code: OWN_RULE", "code: own_rule"),
    "a rule's version of none": RULE.replace("    version: 1\n", "    version: 0\n"),
    "more points than there are": RULE.replace("points: 10", "points: 101"),
    "a document that is a list": "- policy\n",
}


@pytest.mark.parametrize("fault", STRUCTURAL)
def test_a_structural_fault_is_refused_by_schema_and_loader_alike(fault: str) -> None:
    text = STRUCTURAL[fault]
    with pytest.raises(ConfigurationError):
        parse_policy(text.encode(), "own.yaml")
    assert faults(text, POLICY)


@pytest.mark.parametrize("text", [f"{SHIPPED}\n{SOFTENING % ('ab' * 32)}", RULE])
def test_what_the_loader_takes_the_schema_takes(text: str) -> None:
    parse_policy(text.encode(), "own.yaml")
    assert faults(text, POLICY) == []


WORLD = "worlds:\n  - {name: a, about: b, facts: %s, outcome: %s}\n"


@pytest.mark.parametrize(
    "text",
    [
        "worlds: []\n",
        "world: []\n",
        WORLD % ("{}", "maybe"),
        WORLD % ("{weather: rain}", "allow"),
        WORLD % ("{transaction: {amount: much}}", "allow"),
        WORLD % ("{transaction: {kind: gift}}", "allow"),
        WORLD % ("{assertion: forged}", "allow"),
        WORLD % ("{sim: {swap: yesterday}}", "allow"),
        WORLD % ("{confirmations: [telepathy]}", "allow"),
        WORLD % ("{new_device: perhaps}", "allow"),
        (WORLD % ("{}", "allow")).replace("about: b, ", ""),
        (WORLD % ("{}", "allow")).replace("outcome: allow", "outcome: allow, reasons: []"),
    ],
)
def test_tests_that_are_none_are_refused_by_schema_and_reader_alike(text: str) -> None:
    with pytest.raises(ConfigurationError):
        parse_worlds(text.encode(), "own.tests.yaml")
    assert faults(text, WORLDS)
