from datetime import timedelta

from prometheus_client import CollectorRegistry

from eidgate.adapters.metrics.registry import RegistryMetrics
from eidgate.adapters.outside.breaker import BreakerState


def test_calls_breaker_and_ages_are_counted() -> None:
    registry = CollectorRegistry()
    metrics = RegistryMetrics(registry)
    metrics.asked("match", 0.02)
    metrics.asked("timeout", 0.7)
    metrics.shed("breaker")
    metrics.breaker(BreakerState.OPEN)
    metrics.recalled("stale", timedelta(minutes=5))
    value = registry.get_sample_value
    assert value("eidgate_registry_calls_total", {"outcome": "match"}) == 1
    assert value("eidgate_registry_calls_total", {"outcome": "timeout"}) == 1
    assert value("eidgate_registry_call_duration_seconds_count") == 2
    assert value("eidgate_registry_calls_shed_total", {"why": "breaker"}) == 1
    assert value("eidgate_registry_breaker_open") == 1
    assert value("eidgate_registry_recalled_age_seconds_sum", {"result": "stale"}) == 300
    metrics.breaker(BreakerState.CLOSED)
    assert value("eidgate_registry_breaker_open") == 0


def test_no_label_holds_what_nobody_foresaw() -> None:
    registry = CollectorRegistry()
    metrics = RegistryMetrics(registry)
    metrics.asked("001190123456", 0.1)
    assert registry.get_sample_value("eidgate_registry_calls_total", {"outcome": "001190123456"}) is None
