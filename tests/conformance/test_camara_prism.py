"""Our requests and the simulator's answers, judged by the official OpenAPI files through Prism.

DeviceSwap, NumberRecycling and CallForwardingSignal have no file among the shared ones: they are not judged.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from builders.operators import ONE, PATIENT, QUIET, Played, operators, question
from builders.prism import Judge, judged
from eidgate.core.observation import SignalState
from eidgate.core.terms import Masked
from eidgate.ports.subscribers import SubscriberField
from eidgate.simulator.operator import SimulatedOperator
from eidgate.simulator.operator_apis import SUBSCRIBER
from eidgate.simulator.operator_server import OperatorServer


class Court(NamedTuple):
    played: Played
    judge: Judge
    operator: SimulatedOperator


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """Operator one's APIs are reached through the judge, its token endpoint directly."""
    folder: Path = tmp_path_factory.mktemp("prism")
    with operators(folder) as behind, judged(behind.servers[ONE].url) as judge:
        server: OperatorServer = behind.servers[ONE]
        token_url = f"{server.url}/oauth2/token"
        with operators(folder, clock=behind.clock, url=judge.url, token_url=token_url) as played:
            yield Court(played, judge, server.operator)


ENDINGS = {
    "0002": SignalState.OBSERVED,
    "0001": SignalState.OBSERVED,
    "0090": SignalState.NOT_OBSERVED,
    "0000": SignalState.NOT_OBSERVED,
    "0403": SignalState.NOT_PERMITTED,
    "0404": SignalState.NOT_MONITORED,
    "0422": SignalState.NOT_MONITORED,
    "0429": SignalState.UNAVAILABLE,
}


@pytest.mark.parametrize(("ending", "state"), ENDINGS.items())
def test_every_answer_of_sim_swap_is_as_specified(court: Court, ending: str, state: SignalState) -> None:
    assert court.played.state(f"+8471100{ending}") is state
    assert court.judge.passed[-1][0].startswith("/sim-swap/v2/")
    assert court.judge.violations == []


@pytest.mark.parametrize("hours", [1, 24, 2400])
def test_every_look_back_is_within_the_specified_range(court: Court, hours: int) -> None:
    court.played.ask(f"+84711{hours:04}0000", window=timedelta(hours=hours))
    court.played.ask("+84711550000", window=timedelta(hours=hours))
    assert court.judge.violations == []


def test_subscribers_are_compared_as_specified(court: Court) -> None:
    subscribers, phone = court.played.built.subscribers, Masked(QUIET)
    told = {field: Masked(SUBSCRIBER[field](QUIET)) for field in SubscriberField if field in SUBSCRIBER}
    matched = subscribers.match(phone, told, within=PATIENT)
    held = subscribers.held_since(phone, question().since, within=PATIENT)
    token = Masked(court.operator.tokens.for_phone(QUIET))
    assert matched.state is held is SignalState.OBSERVED
    assert subscribers.in_phone(phone, token, within=PATIENT) is SignalState.OBSERVED
    assert court.judge.violations == []


def test_a_token_that_is_refused_is_refused_as_specified(court: Court) -> None:
    court.operator.tokens.withdraw()
    assert court.played.state("+84711440002") is SignalState.OBSERVED
    assert [status for _, status in court.judge.passed[-2:]] == [401, 200]
    assert court.judge.violations == []


def test_the_judge_sees_a_request_that_is_not_as_specified(court: Court) -> None:
    """Without this, a judge that is asleep would pass everything."""
    before = len(court.judge.violations)
    court.played.built.subscribers.match(
        Masked(QUIET), {SubscriberField.BIRTH_DATE: Masked("no day")}, within=PATIENT
    )
    assert len(court.judge.violations) == before + 1
    court.judge.violations.clear()
