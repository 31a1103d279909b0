"""The population registry hangs, lies, fails, refuses, answers late and goes away: every answer says so.

It is a process of its own behind mutual TLS. That a call returns at all, with its own word for what went
wrong, shows that nothing of the registry's holds it.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from msgspec.structs import replace as replace_section

from builders.registry import RegistryProcess, person, registry_process
from builders.service import SEED, Scene, because, judged, scene_in
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.outside.breaker import FAILURES, BreakerState
from eidgate.adapters.registry.client import MOST_TRIES, RegistryClient
from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.binding.registry import RegistryField, RegistryResult
from eidgate.core.errors import ConfigurationError
from eidgate.core.shape import replace
from eidgate.simulator.registry_server import RegistryBehaviour
from eidgate.simulator.world import BANK, World

AN = World(SEED).customer(1).citizen
LONG = timedelta(seconds=10)
STRANGER = World(SEED).customer(49_000).citizen


@dataclass
class Watching:
    """A watcher that keeps what it was told."""

    outcomes: list[str] = field(default_factory=list)
    sheds: list[str] = field(default_factory=list)
    states: list[BreakerState] = field(default_factory=list)
    ages: list[tuple[str, timedelta]] = field(default_factory=list)

    def asked(self, outcome: str, seconds: float) -> None:
        self.outcomes.append(str(outcome))

    def shed(self, why: str) -> None:
        self.sheds.append(why)

    def breaker(self, state: BreakerState) -> None:
        self.states.append(state)

    def recalled(self, result: str, age: timedelta) -> None:
        self.ages.append((str(result), age))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RegistryProcess]:
    with registry_process(tmp_path_factory.mktemp("registry") / "certificates", seed=SEED) as made:
        yield made


@pytest.fixture
def registry(shared: RegistryProcess) -> Iterator[RegistryProcess]:
    yield shared
    shared.behave(RegistryBehaviour.WELL)


@pytest.fixture
def watching() -> Watching:
    return Watching()


@pytest.fixture
def client(registry: RegistryProcess, watching: Watching) -> Iterator[RegistryClient]:
    with closing(RegistryClient(registry.section(), clock=SystemClock(), watcher=watching)) as made:
        yield made


def test_a_registered_person_matches_and_it_is_told_when(client: RegistryClient, watching: Watching) -> None:
    before = SystemClock().now()
    told = client.match(person(AN), within=LONG)
    assert (told.result, told.mismatched) == (RegistryResult.MATCH, ())
    assert told.as_of is not None
    assert told.as_of >= before
    assert watching.outcomes == ["match"]


def test_a_wrong_name_is_named_and_a_stranger_is_unknown(client: RegistryClient) -> None:
    told = client.match(person(AN, name="Trần Giả Định"), within=LONG)
    assert (told.result, told.mismatched) == (RegistryResult.MISMATCH, (RegistryField.FULL_NAME,))
    assert client.match(person(STRANGER), within=LONG).result is RegistryResult.UNKNOWN
    assert client.match(person(AN, face=False), within=LONG).result is RegistryResult.UNKNOWN


@pytest.mark.parametrize(
    ("behaviour", "outcome"),
    [
        (RegistryBehaviour.HANGS, "timeout"),
        (RegistryBehaviour.FAILS, "failed"),
        (RegistryBehaviour.GARBAGE, "malformed"),
        (RegistryBehaviour.CONTRADICTS, "malformed"),
        (RegistryBehaviour.FROM_THE_FUTURE, "malformed"),
        (RegistryBehaviour.LIES_ABOUT_TYPE, "malformed"),
        (RegistryBehaviour.HANGS_UP, "unreachable"),
    ],
)
def test_a_fault_is_unavailable_never_a_match(
    registry: RegistryProcess,
    client: RegistryClient,
    watching: Watching,
    behaviour: RegistryBehaviour,
    outcome: str,
) -> None:
    registry.behave(behaviour)
    assert client.match(person(AN), within=LONG).result is RegistryResult.UNAVAILABLE
    assert watching.outcomes
    assert set(watching.outcomes) == {outcome}


def test_one_accident_is_tried_again(
    registry: RegistryProcess, client: RegistryClient, watching: Watching
) -> None:
    registry.behave(RegistryBehaviour.FAILS_ONCE)
    assert client.match(person(AN), within=LONG).result is RegistryResult.MATCH
    assert watching.outcomes == ["failed", "match"]


def test_a_late_answer_counts_while_there_is_time_and_not_after(registry: RegistryProcess) -> None:
    registry.behave(RegistryBehaviour.LATE)
    patient = registry.section(timeout_seconds=10, try_seconds=10)
    with closing(RegistryClient(patient, clock=SystemClock())) as made:
        hurried = made.match(person(AN), within=timedelta(milliseconds=100))
        assert hurried.result is RegistryResult.UNAVAILABLE
        assert made.match(person(AN), within=LONG).result is RegistryResult.MATCH


def test_no_time_left_asks_nobody(client: RegistryClient, watching: Watching) -> None:
    assert client.match(person(AN), within=timedelta(0)).result is RegistryResult.UNAVAILABLE
    assert watching.outcomes == []


def test_a_refusal_is_told_as_one_and_not_tried_again(
    registry: RegistryProcess, client: RegistryClient, watching: Watching
) -> None:
    registry.behave(RegistryBehaviour.REFUSES)
    assert client.match(person(AN), within=LONG).result is RegistryResult.NOT_PERMITTED
    assert watching.outcomes == ["not_permitted"]


def test_a_relying_partys_certificate_opens_nothing(registry: RegistryProcess) -> None:
    section = registry.section(as_party=BANK.relying_party_id)
    with closing(RegistryClient(section, clock=SystemClock())) as other:
        assert other.match(person(AN), within=LONG).result is RegistryResult.NOT_PERMITTED


def test_a_match_of_before_is_told_as_stale_with_its_age(
    registry: RegistryProcess, client: RegistryClient, watching: Watching
) -> None:
    first = client.match(person(AN), within=LONG)
    registry.behave(RegistryBehaviour.FAILS)
    told = client.match(person(AN), within=LONG)
    assert (told.result, told.as_of) == (RegistryResult.STALE, first.as_of)
    [(result, age)] = watching.ages
    assert result == "stale"
    assert age >= timedelta(0)
    assert client.match(person(STRANGER), within=LONG).result is RegistryResult.UNAVAILABLE


def test_a_fresh_match_is_told_again_without_asking(registry: RegistryProcess, watching: Watching) -> None:
    section = registry.section(fresh_seconds=300)
    with closing(RegistryClient(section, clock=SystemClock(), watcher=watching)) as made:
        first = made.match(person(AN), within=LONG)
        assert made.match(person(AN), within=LONG) == first
        assert made.match(person(AN, name="Trần Giả Định"), within=LONG).result is RegistryResult.MISMATCH
    assert watching.outcomes == ["match", "mismatch"]


def test_who_does_not_answer_is_not_asked_for_a_while(
    registry: RegistryProcess, client: RegistryClient, watching: Watching
) -> None:
    registry.behave(RegistryBehaviour.FAILS)
    for _ in range(FAILURES + 2):
        assert client.match(person(AN), within=LONG).result is RegistryResult.UNAVAILABLE
    assert watching.states == [BreakerState.OPEN]
    assert len(watching.outcomes) <= FAILURES + MOST_TRIES
    assert set(watching.sheds) == {"breaker"}


def test_a_registry_that_hangs_holds_a_few_callers_and_no_more(
    registry: RegistryProcess, watching: Watching
) -> None:
    registry.behave(RegistryBehaviour.HANGS)
    section = registry.section(callers=1)
    with closing(RegistryClient(section, clock=SystemClock(), watcher=watching)) as made:
        held = Thread(target=made.match, args=[person(AN)], kwargs={"within": LONG})
        held.start()
        while not watching.sheds and held.is_alive():
            assert made.match(person(STRANGER), within=timedelta(0)).result is RegistryResult.UNAVAILABLE
            assert made.match(person(STRANGER), within=timedelta(milliseconds=1)).result is (
                RegistryResult.UNAVAILABLE
            )
        held.join()
    assert "callers" in watching.sheds


def test_a_registry_that_is_down_is_unavailable(tmp_path: Path) -> None:
    with registry_process(tmp_path / "certificates", seed=SEED) as made:
        section = made.section()
        made.end()
    with closing(RegistryClient(section, clock=SystemClock())) as client:
        assert client.match(person(AN), within=LONG).result is RegistryResult.UNAVAILABLE


@pytest.mark.parametrize(
    ("differs", "told"), [({"url": "http://127.0.0.1/"}, "https"), ({"certificate": Path("none")}, "none")]
)
def test_what_cannot_be_used_is_refused_at_the_start(
    registry: RegistryProcess, differs: dict[str, Any], told: str
) -> None:
    section = registry.section()
    with pytest.raises(ConfigurationError, match=told):
        RegistryClient(replace_section(section, **differs), clock=SystemClock())


# --- what bindings say -------------------------------------------------------------------------------------


@pytest.fixture
def scene(tmp_path: Path, client: RegistryClient) -> Iterator[Scene]:
    with scene_in(tmp_path) as made:
        made.service = replace(made.service, registry=client)
        yield made


def test_a_person_whom_the_registry_knows_is_bound_for_good(scene: Scene) -> None:
    made = scene.bind()
    assert (made.state, made.registry.result) == (BindingState.CONFIRMED, RegistryResult.MATCH)
    assert judged(scene.pay()) == ("ALLOW", "B")


@pytest.mark.parametrize(
    ("behaviour", "result"),
    [
        (RegistryBehaviour.HANGS, RegistryResult.UNAVAILABLE),
        (RegistryBehaviour.FAILS, RegistryResult.UNAVAILABLE),
        (RegistryBehaviour.GARBAGE, RegistryResult.UNAVAILABLE),
        (RegistryBehaviour.LIES_ABOUT_TYPE, RegistryResult.UNAVAILABLE),
        (RegistryBehaviour.REFUSES, RegistryResult.NOT_PERMITTED),
    ],
)
def test_whatever_is_wrong_the_binding_is_a_proposal_that_says_why_and_pays_nothing(
    registry: RegistryProcess, scene: Scene, behaviour: RegistryBehaviour, result: RegistryResult
) -> None:
    registry.behave(behaviour)
    made = scene.bind()
    assert (made.state, made.registry.result) == (BindingState.PROPOSED, result)
    answered = scene.pay()
    assert judged(answered)[0] == "STEP_UP"
    assert "BINDING_MISSING" in because(answered)
