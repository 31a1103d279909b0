"""The operators of a worker: built from a whole configuration, and refused with the key that is wrong."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry

from builders.operators import OF_TWO, question
from builders.service import SeededRandomness, SetClock
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.outside.breaker import BreakerState
from eidgate.adapters.storage.open import open_store
from eidgate.bootstrap.operators import LoudOperatorMetrics, ReachedOperators, reach_operators
from eidgate.config import load_config
from eidgate.core.errors import ConfigurationError
from eidgate.core.observation import SignalState
from eidgate.core.terms import Masked
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.installation import Settings, install

URLS = {"operator-one": "https://127.0.0.1:1", "operator-two": "https://127.0.0.1:1"}


def reach(folder: Path, urls: dict[str, str], /, **changes: Any) -> ReachedOperators:
    settings = Settings(operators=urls)
    installation = install(folder, IdentityProvider(1), at=SystemClock().now(), settings=settings)
    content = yaml.safe_load(installation.configuration.read_text()) | changes
    installation.configuration.write_text(yaml.safe_dump(content))
    config = load_config(installation.configuration)
    store = open_store(f"sqlite:///{folder}/bindings.db")
    try:
        return reach_operators(
            config, SetClock(), SeededRandomness(), store.bindings, registry=CollectorRegistry()
        )
    finally:
        store.close()


def test_without_operators_nobody_is_asked(tmp_path: Path) -> None:
    assert reach(tmp_path, {}) == ReachedOperators()


def test_an_installation_with_operators_is_ready_to_ask(tmp_path: Path) -> None:
    reached = reach(tmp_path, URLS)
    assert reached.network is not None
    assert [one.name for one in reached.watched] == ["ported_numbers"]
    [reading] = reached.network.ask([question(OF_TWO)], within=timedelta(0))
    assert reading.state is SignalState.UNAVAILABLE
    for close in reached.closing:
        close()


def test_operators_without_the_registry_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="ported_numbers: "):
        reach(tmp_path, URLS, ported_numbers=None)


def test_the_registry_is_read_without_operators_too(tmp_path: Path) -> None:
    numbers = tmp_path / "ported.txt"
    numbers.write_text("+84711770002 operator-two\n")
    reached = reach(tmp_path, {}, ported_numbers=str(numbers))
    assert (reached.network, [one.name for one in reached.watched]) == (None, ["ported_numbers"])
    assert reached.numbers is not None
    assert reached.numbers.operator_of(Masked("+84711770002")) == "operator-two"


def test_a_question_that_there_is_not_is_refused_with_its_place(tmp_path: Path) -> None:
    operator = {
        "code": "one",
        "url": "https://127.0.0.1:1",
        "client_id": "x",
        "client_secret": "x",
        "questions": ["weather"],
        "purposes": ["x"],
    }
    with pytest.raises(ConfigurationError, match="operators"):
        reach(tmp_path, URLS, operators=[operator])


def test_an_operator_that_is_given_up_is_told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="eidgate.operators"):
        LoudOperatorMetrics(CollectorRegistry()).breaker("operator-one", BreakerState.OPEN)
    [line] = caplog.records
    assert line.levelname == "WARNING"
    assert line.fields == {"operator": "operator-one", "state": "open"}  # type: ignore[attr-defined]  # our own
