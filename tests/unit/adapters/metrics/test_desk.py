"""The desk's metrics: bounded labels, and names that promtool accepts."""

from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from builders.holds import AT
from builders.promtool import complaints, needs_promtool
from eidgate.adapters.metrics.desk import DeskInstruments
from eidgate.ports import Backlog


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


def test_ages_are_those_of_the_oldest_in_any_state(registry: CollectorRegistry) -> None:
    found = [
        ("agreement", "placed", 2, AT - timedelta(hours=1)),
        ("agreement", "confirmed", 1, AT - timedelta(hours=5)),
    ]
    DeskInstruments(registry).holds(found, at=AT)
    value = registry.get_sample_value
    assert value("eidgate_hold_oldest_age_seconds", {"ground": "agreement"}) == 5 * 3600
    assert value("eidgate_hold_oldest_age_seconds", {"ground": "joint_owner"}) == 0
    assert value("eidgate_holds_open", {"ground": "agreement", "state": "placed"}) == 2


def test_a_lag_is_never_negative_and_counted_by_receiver(registry: CollectorRegistry) -> None:
    instruments = DeskInstruments(registry)
    for seconds in (-1.0, 0.2, 7_200.0):
        instruments.alert_sent("bank-two", seconds)
    value = registry.get_sample_value
    assert value("eidgate_alert_lag_seconds_count", {"relying_party": "bank-two"}) == 3
    assert value("eidgate_alert_lag_seconds_sum", {"relying_party": "bank-two"}) == 7_200.2


def test_no_flood_of_receivers_makes_the_metrics_grow(registry: CollectorRegistry) -> None:
    instruments = DeskInstruments(registry)
    for number in range(600):
        instruments.backlog(f"party-{number}", Backlog(count=1, oldest=AT), at=AT)
    shown = generate_latest(registry).decode()
    assert shown.count("\neidgate_alerts_unacknowledged{") <= 513


@needs_promtool
def test_promtool_finds_no_fault(registry: CollectorRegistry) -> None:
    instruments = DeskInstruments(registry)
    instruments.holds([], at=AT)
    instruments.hold_expired("agreement")
    instruments.alert_sent("bank-two", 1.0)
    instruments.backlog("bank-two", Backlog(count=0, oldest=None), at=AT)
    assert complaints(generate_latest(registry)) == b""
