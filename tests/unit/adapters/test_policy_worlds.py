"""The shipped policies judge their named worlds as their tests say; a world that is none is refused."""

import re

import pytest

from builders.facts import vn_bank
from builders.regulation import shipped
from eidgate.adapters.policies import SHIPPED, load_policy, read_document
from eidgate.adapters.policy_worlds import MAX_WORLDS, MAX_WORLDS_BYTES, broken, parse_worlds
from eidgate.core.errors import ConfigurationError
from eidgate.core.observation import SignalState
from eidgate.core.risk.history import Flow
from eidgate.core.risk.world import World
from eidgate.core.shape import replace

WORLDS = {name: parse_worlds(*read_document(f"{name}.tests")) for name in SHIPPED}


@pytest.mark.parametrize(
    ("policy", "world"),
    [pytest.param(name, world, id=f"{name}: {world.name}") for name in SHIPPED for world in WORLDS[name]],
)
def test_a_shipped_policy_judges_its_world(policy: str, world: World) -> None:
    assert broken([world], load_policy(policy), shipped()) == []


def world(facts: str = "{}", rest: str = "outcome: allow") -> str:
    return f"worlds:\n  - name: one\n    about: a test\n    facts: {facts}\n    {rest}\n"


def told(text: str) -> list[str]:
    return broken(parse_worlds(text.encode(), "t.yaml"), vn_bank(), shipped())


def fault(text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        parse_worlds(text.encode(), "t.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("rest", "says"),
    [
        ("outcome: hold", "one: outcome is allow, not hold; found nothing"),
        ("outcome: allow\n    reasons: [CLOCK_SKEW]", "one: is stopped by nothing, not by CLOCK_SKEW"),
        ("outcome: allow\n    notes: [CLOCK_SKEW]", "one: does not note CLOCK_SKEW"),
        ("outcome: allow\n    score: {least: 50}", "one: score is 2, not 50 to 100"),
        ("outcome: allow\n    score: {most: 1}", "one: score is 2, not 0 to 1"),
    ],
)
def test_what_comes_out_otherwise_is_named(rest: str, says: str) -> None:
    assert told(world(rest=rest)) == [says]


def test_a_world_that_cannot_be_decided_is_named() -> None:
    assert told(world("{transaction: {amount: 0}}")) == [
        "one: cannot be decided: transaction.amount: must be above 0 where money moves"
    ] or told(world("{transaction: {amount: 0}}"))[0].startswith("one: cannot be decided: ")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ('{at: "0001-01-01T00:00:00Z"}', "facts.at: must lie in the years 1900 to 2199"),
        ('{at: "9999-12-31T23:59:59Z"}', "facts.at: must lie in the years 1900 to 2199"),
        ("{at: 999999d}", 'facts.at: must be "2026-03-05T12:00:00+07:00", or 2h for two hours ago'),
        ("{sim: {swap: 999999d}}", "or 2h for two hours ago"),
    ],
)
def test_an_instant_beyond_every_calendar_is_refused_with_its_place(facts: str, says: str) -> None:
    assert says in fault(world(facts))


def test_a_history_differs_from_a_past_in_which_nothing_stands_out() -> None:
    [calm] = parse_worlds(world("{history: {}}").encode(), "t.yaml")
    [busy] = parse_worlds(world("{history: {hour: {payments: 20}}}").encode(), "t.yaml")
    assert broken([calm], vn_bank(), shipped()) == []
    assert calm.facts.history is not None
    assert busy.facts.history == replace(calm.facts.history, hour=Flow(payments=20))


def test_facts_have_short_forms() -> None:
    [made] = parse_worlds(
        world("{sim: {swap: stale}, confirmations: [pin, fido], clock_skew_seconds: -5}").encode(), "t.yaml"
    )
    assert made.facts.sim.swap.state is SignalState.STALE
    assert [one.form for one in made.facts.confirmations] == ["pin", "fido"]
    assert made.facts.clock_skew_seconds == -5


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (world("{transation: {}}"), r"t\.yaml:4:\d+: worlds\[0\]\.facts\.transation: unknown key"),
        (world("{transaction: {amount: much}}"), r"t\.yaml:4:\d+: .*\.amount: must be a whole number"),
        (world("{transaction: {kind: gift}}"), r"\.kind: must be one of transfer_own"),
        (world("{assertion: good}"), r"\.assertion: must be none, signed, or what differs"),
        (world("{sim: {swap: perhaps}}"), r"\.swap: must be one of observed"),
        (world("{at: soon}"), r"\.at: must be \"2026-03-05T12:00:00\+07:00\", or 2h"),
        (world(rest="outcome: maybe"), r"\.outcome: must be one of allow"),
        (world() + world().removeprefix("worlds:\n"), r"worlds\[1\]: another world has this name"),
        ("worlds: []", "worlds: must be a list with at least one entry"),
        (f"worlds: [{', '.join(['{}'] * (MAX_WORLDS + 1))}]", rf"is more than {MAX_WORLDS} worlds"),
        ("#" * (MAX_WORLDS_BYTES + 1), rf"is larger than {MAX_WORLDS_BYTES} bytes"),
    ],
)
def test_what_is_no_world_is_refused_with_its_place(text: str, says: str) -> None:
    assert re.search(says, fault(text))
