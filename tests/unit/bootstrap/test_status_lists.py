"""A worker's status lists: read before it serves, and seen by operations."""

import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from builders.assertion import AT, verified
from builders.service import SetClock
from builders.status import configured, judged, status_scene
from eidgate.adapters.metrics.issuers import IssuerInstruments
from eidgate.adapters.trust.files import FileTrust
from eidgate.adapters.trust.https import FetchError
from eidgate.bootstrap.status_lists import StatusListMetrics, keep_status_lists
from eidgate.core.assertion.status_list import StatusListError
from eidgate.simulator.status_publisher import URI

ISSUED = "eidgate_status_list_issued_timestamp_seconds"
FAILED = "eidgate_status_list_refresh_failures_total"


def test_lists_are_read_and_their_age_is_shown_before_anybody_is_served(tmp_path: Path) -> None:
    scene, registry, clock = status_scene(), CollectorRegistry(), SetClock(AT)
    scene.statuses.publish(tmp_path / "list.jwt", scene.key, AT - timedelta(seconds=40))
    (tmp_path / "trust.json").write_text(
        json.dumps({"issuers": [configured(scene, files={URI: "list.jwt"})]})
    )
    files = FileTrust(tmp_path / "trust.json", clock=clock, on_failure=lambda _: None)

    trust = keep_status_lists(files, clock, IssuerInstruments(registry))
    trust.close()

    verified(judged(scene.assertion, trust.current()))
    shown = registry.get_sample_value(ISSUED, {"issuer": scene.identity_provider.issuer})
    assert shown == AT.timestamp() - 40


def test_failures_are_counted_by_what_failed_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    registry = CollectorRegistry()
    watcher = StatusListMetrics(IssuerInstruments(registry))

    with caplog.at_level(logging.WARNING, "eidgate.status_lists"):
        watcher.status_list_failed("i", FetchError("gone"))
        watcher.status_list_failed("i", StatusListError("forged"))
        watcher.status_list_failed("i", StatusListError("forged"))

    assert registry.get_sample_value(FAILED, {"issuer": "i", "why": "unavailable"}) == 1
    assert registry.get_sample_value(FAILED, {"issuer": "i", "why": "refused"}) == 2
    assert [record.getMessage() for record in caplog.records] == ["status list not refreshed"] * 3
