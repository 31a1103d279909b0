"""The banks of a worker: built from a whole configuration, and refused with the key that is wrong."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry

from builders.banks import PERSON
from builders.service import SeededRandomness, SetClock
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.outside.breaker import BreakerState
from eidgate.bootstrap.banks import LoudBankMetrics, ReachedBanks, reach_banks
from eidgate.config import load_config
from eidgate.core.binding.registration import UNAVAILABLE
from eidgate.core.errors import ConfigurationError
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.installation import Settings, install
from eidgate.simulator.world import OTHER_BANK

URLS = {OTHER_BANK.institution: "https://127.0.0.1:1/v1/name-enquiries"}


def reach(folder: Path, urls: dict[str, str], **changes: Any) -> ReachedBanks:
    installation = install(folder, IdentityProvider(1), at=SystemClock().now(), settings=Settings(banks=urls))
    content = yaml.safe_load(installation.configuration.read_text())
    for bank in content.get("banks", ()):
        bank.update(changes)
    installation.configuration.write_text(yaml.safe_dump(content))
    config = load_config(installation.configuration)
    return reach_banks(config, SetClock(), SeededRandomness(), registry=CollectorRegistry())


def test_without_banks_nobody_is_asked(tmp_path: Path) -> None:
    assert reach(tmp_path, {}) == ReachedBanks()


def test_an_installation_with_banks_is_ready_to_ask(tmp_path: Path) -> None:
    reached = reach(tmp_path, URLS)
    assert reached.directory is not None
    assert reached.directory.begin([PERSON], within=timedelta(0))() == [UNAVAILABLE]
    for close in reached.closing:
        close()


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"url": "http://bank.example/x"}, "bank-two: url"), ({"key": "none.key"}, "bank-two")],
)
def test_a_bank_that_cannot_be_used_is_refused_by_its_code(
    tmp_path: Path, changes: dict[str, str], told: str
) -> None:
    with pytest.raises(ConfigurationError, match=told):
        reach(tmp_path, URLS, **changes)


def test_a_bank_that_is_given_up_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "eidgate.banks"):
        LoudBankMetrics(CollectorRegistry()).breaker("bank-two", BreakerState.OPEN)
    [line] = caplog.records
    assert (line.levelname, line.fields) == ("WARNING", {"bank": "bank-two", "state": "open"})  # type: ignore[attr-defined]  # an extra
