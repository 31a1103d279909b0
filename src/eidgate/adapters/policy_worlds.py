"""The tests of a policy, as YAML worlds: each says how it differs from a plain payment, and what comes out.

worlds:
- name: a large payment two hours after a SIM swap is held
about: domain.md 10.11
facts: {transaction: {amount: 60_000_000}, assertion: signed, sim: {swap: 2h}}
outcome: hold
reasons: [SIM_SWAPPED_RECENTLY]
"""

from collections.abc import Sequence
from typing import Final

from eidgate.adapters.policies import parse_kept, parse_policy
from eidgate.adapters.policy_rows import outcome
from eidgate.adapters.strict_yaml import Field, parse
from eidgate.adapters.world_facts import read_facts
from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.scoring import HIGHEST_SCORE
from eidgate.core.risk.world import World, failures

MAX_WORLDS: Final = 500
MAX_WORLDS_BYTES: Final = 196_608
"""192 KiB: with the policy they fit into one request of 512 KiB."""


def parse_worlds(raw: bytes, file: str) -> tuple[World, ...]:
    """Return the worlds of a text; there must be one at least.

    Raises:
        ConfigurationError: naming file, line, column and field of the first fault.
    """
    if len(raw) > MAX_WORLDS_BYTES:
        raise ConfigurationError(f"{file}: is larger than {MAX_WORLDS_BYTES} bytes")
    entries = parse(raw, file).record(("worlds",))["worlds"].items()
    if len(entries) > MAX_WORLDS:
        raise entries[MAX_WORLDS].fault(f"is more than {MAX_WORLDS} worlds")
    worlds = [_world(one) for one in entries]
    names: set[str] = set()
    for place, world in enumerate(worlds):
        if world.name in names:
            raise entries[place].fault("another world has this name")
        names.add(world.name)
    return tuple(worlds)


def broken(worlds: Sequence[World], policy: Policy, regulation: Regulation) -> list[str]:
    """Return what the policy makes of the worlds otherwise than expected, each with its world's name."""
    return [f"{world.name}: {one}" for world in worlds for one in _failures(world, policy, regulation)]


def _failures(world: World, policy: Policy, regulation: Regulation) -> list[str]:
    try:
        return list(failures(world, policy, regulation))
    except EidgateError as error:
        return [f"cannot be decided: {error}"]


def _world(field: Field) -> World:
    parts = field.record(("name", "about", "facts", "outcome"), ("reasons", "notes", "score"))
    least, most = _bounds(parts["score"]) if "score" in parts else (0, HIGHEST_SCORE)
    return World(
        name=parts["name"].text(),
        about=parts["about"].text(),
        facts=read_facts(parts["facts"]),
        outcome=outcome(parts["outcome"]),
        reasons=_codes(parts.get("reasons")),
        notes=_codes(parts.get("notes")),
        least=least,
        most=most,
    )


def _codes(field: Field | None) -> frozenset[str]:
    return frozenset() if field is None else frozenset(one.text() for one in field.items())


def _bounds(field: Field) -> tuple[int, int]:
    parts = field.record((), ("least", "most"))
    least = parts["least"].whole() if "least" in parts else 0
    return least, parts["most"].whole() if "most" in parts else HIGHEST_SCORE


class YamlPolicyReader:
    """Implements `eidgate.ports.PolicyReader`."""

    def __init__(self, regulation: Regulation) -> None:
        self._regulation = regulation

    def read(self, document: bytes) -> Policy:
        """Return the policy of a document; see the port."""
        return parse_policy(document, "policy.yaml")

    def kept(self, document: bytes) -> Policy:
        """Return the policy of a document that was in force before; see the port."""
        return parse_kept(document, "policy.yaml")

    def failures(self, policy: Policy, worlds: bytes) -> Sequence[str]:
        """Judge the worlds of a policy's tests; see the port."""
        return broken(parse_worlds(worlds, "tests.yaml"), policy, self._regulation)
