"""The HTTP side of a simulated operator: its ways can be changed while it runs."""

import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from builders.operators import START
from eidgate.simulator.operator import SimulatedOperator
from eidgate.simulator.operator_server import BEHAVIOUR, Behaviour, OperatorServer


@pytest.fixture
def server() -> Iterator[OperatorServer]:
    made = OperatorServer(SimulatedOperator("operator-one", now=lambda: START))
    made.start()
    yield made
    made.close()


def put(server: OperatorServer, told: str) -> int:
    request = urllib.request.Request(f"{server.url}{BEHAVIOUR}", told.encode(), method="PUT")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_its_ways_are_changed_while_it_runs(server: OperatorServer) -> None:
    assert put(server, "garbage\n") == 200
    assert server.behaviour is Behaviour.GARBAGE


def test_an_unknown_way_changes_nothing(server: OperatorServer) -> None:
    assert put(server, "nicely") == 400
    assert server.behaviour is Behaviour.WELL
