"""What our client sends and the simulated operator answers, held against CAMARA's own OpenAPI files.

Over real HTTP, within `make test`; `make conformance` lets Prism judge the same. DeviceSwap, NumberRecycling
and CallForwardingSignal have no file among the shared ones: they are not judged.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builders.camara import is_specified, violations
from builders.operators import ONE, PATIENT, QUIET, Played, operators, question
from builders.shared_data import shared_path
from eidgate.core.observation import SignalState
from eidgate.core.terms import Masked
from eidgate.ports.subscribers import SubscriberField
from eidgate.simulator.operator import HttpAnswer, HttpRequest, SimulatedOperator
from eidgate.simulator.operator_apis import SUBSCRIBER

ENDINGS = ("0001", "0002", "0090", "0000", "0403", "0404", "0422", "0429")
"""One number for each kind of answer that the operator's books tell."""


class Overheard:
    """Everything that one operator was asked and answered."""

    def __init__(self, operator: SimulatedOperator) -> None:
        self.passed: list[tuple[HttpRequest, HttpAnswer]] = []
        self._answer = operator.answer
        operator.answer = self._listen  # type: ignore[method-assign]  # listens, and changes nothing

    def _listen(self, request: HttpRequest) -> HttpAnswer:
        answer = self._answer(request)
        self.passed.append((request, answer))
        return answer

    @property
    def judged(self) -> list[tuple[HttpRequest, HttpAnswer]]:
        return [(request, answer) for request, answer in self.passed if is_specified(request.path)]

    def violations(self) -> list[str]:
        return [fault for pair in self.judged for fault in violations(*pair)]


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    shared_path("camara/sim-swap-2.1.0.yaml")
    with operators(tmp_path) as made:
        yield made


@pytest.fixture
def overheard(played: Played) -> Overheard:
    return Overheard(played.servers[ONE].operator)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_answer_about_a_swap_is_as_specified(played: Played, overheard: Overheard, ending: str) -> None:
    played.ask(f"+8471100{ending}")
    assert overheard.judged
    assert overheard.violations() == []


@pytest.mark.parametrize("hours", [1, 24, 2400])
def test_every_look_back_is_within_the_specified_range(
    played: Played, overheard: Overheard, hours: int
) -> None:
    played.ask("+84711550090", window=timedelta(hours=hours))
    played.ask("+84711550000", window=timedelta(hours=hours))
    assert {request.path.rpartition("/")[2] for request, _ in overheard.judged} >= {"retrieve-date", "check"}
    assert overheard.violations() == []


def test_subscribers_are_compared_as_specified(played: Played, overheard: Overheard) -> None:
    subscribers, phone = played.built.subscribers, Masked(QUIET)
    told = {field: Masked(SUBSCRIBER[field](QUIET)) for field in SubscriberField if field in SUBSCRIBER}
    assert subscribers.match(phone, told, within=PATIENT).state is SignalState.OBSERVED
    assert subscribers.held_since(phone, question().since, within=PATIENT) is SignalState.OBSERVED
    token = Masked(played.one.tokens.for_phone(QUIET))
    assert subscribers.in_phone(phone, token, within=PATIENT) is SignalState.OBSERVED
    assert len(overheard.judged) == 3
    assert overheard.violations() == []


def test_a_token_that_is_refused_is_refused_as_specified(played: Played, overheard: Overheard) -> None:
    played.ask("+84711440001")
    played.one.tokens.withdraw()
    played.ask("+84711440002")
    assert [answer.status for _, answer in overheard.judged] == [200, 401, 200]
    assert overheard.violations() == []


def test_the_judge_sees_what_is_wrong(played: Played, overheard: Overheard) -> None:
    played.ask("+84711330002")
    [(request, answer)] = overheard.judged
    wrong = [
        violations(replace(request, body={"phoneNumber": "0912"}), answer),
        violations(replace(request, body={**request.body, "number": "x"}), answer),
        violations(replace(request, headers={"x-correlator": "a b"}), answer),
        violations(request, replace(answer, body={"latestSimChange": 7})),
        violations(request, replace(answer, status=418)),
        violations(request, replace(answer, headers={})),
    ]
    assert all(wrong)
