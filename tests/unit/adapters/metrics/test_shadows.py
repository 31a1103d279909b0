"""Shadows in metrics: bounded labels, by outcome, ground and band."""

import logging

import pytest
from prometheus_client import CollectorRegistry

from eidgate.adapters.metrics.shadows import NAMED, ShadowMetrics
from eidgate.core.errors import UnavailableError
from eidgate.ports import ShadowSeen


def seen(recorded: str = "ALLOW", candidate: str = "HOLD", **differs: object) -> ShadowSeen:
    plain: dict[str, object] = {
        "policy": "own-1",
        "recorded": recorded,
        "candidate": candidate,
        "band": "5m-10m",
        "changes": (("PAYEE_NEW", "added"),),
    }
    return ShadowSeen(**{**plain, **differs})  # type: ignore[arg-type]


def test_a_decision_is_counted_by_both_outcomes_its_band_and_its_grounds() -> None:
    registry = CollectorRegistry()
    metrics = ShadowMetrics(registry)
    metrics.shadowed(seen())
    metrics.shadowed(seen("HOLD", "HOLD", changes=()))
    metrics.shadowed(seen("DENY", "STEP_UP", band="odd", changes=(("A/b", "odd"),)))

    def value(name: str, **labels: str) -> float | None:
        return registry.get_sample_value(f"eidgate_{name}_total", {"policy": "own-1", **labels})

    assert value("shadow_decisions", recorded="ALLOW", candidate="HOLD") == 1
    assert value("shadow_decisions", recorded="HOLD", candidate="HOLD") == 1
    assert value("shadow_decision_bands", band="5m-10m", direction="harder") == 1
    assert value("shadow_decision_bands", band="5m-10m", direction="same") == 1
    assert value("shadow_decision_bands", band="other", direction="softer") == 1
    assert value("shadow_differences", reason="PAYEE_NEW", change="added") == 1
    assert value("shadow_differences", reason="A/b", change="other") == 1


def test_what_was_not_judged_and_what_failed_is_counted(caplog: pytest.LogCaptureFixture) -> None:
    registry = CollectorRegistry()
    metrics = ShadowMetrics(registry)
    metrics.shadow_dropped("queue")
    metrics.shadow_dropped("something else")
    metrics.shadow_missed("own-1", 7)
    with caplog.at_level(logging.WARNING, logger="eidgate.shadows"):
        metrics.shadows_failed(UnavailableError("the store cannot be read"))
    value = registry.get_sample_value
    assert value("eidgate_shadow_dropped_total", {"why": "queue"}) == 1
    assert value("eidgate_shadow_dropped_total", {"why": "other"}) == 1
    assert value("eidgate_shadow_missed_total", {"policy": "own-1"}) == 7
    assert value("eidgate_shadow_store_failures_total") == 1
    assert caplog.records[0].fields == {"why": "the store cannot be read"}  # type: ignore[attr-defined]


def test_grounds_cannot_make_a_metric_grow_without_end() -> None:
    registry = CollectorRegistry()
    metrics = ShadowMetrics(registry)
    for number in range(3_000):
        metrics.shadowed(seen(changes=((f"CODE_{number}", "added"),)))
    [family] = [one for one in registry.collect() if one.name == "eidgate_shadow_differences"]
    assert len([one for one in family.samples if one.name.endswith("_total")]) <= 1_025


def test_the_first_shadows_have_labels_and_the_rest_counts_together() -> None:
    registry = CollectorRegistry()
    metrics = ShadowMetrics(registry)
    for number in range(NAMED + 10):
        metrics.shadowed(seen(policy=f"own-{number}"))
        metrics.shadow_missed(f"own-{number}", 2)
    value = registry.get_sample_value
    assert value("eidgate_shadow_missed_total", {"policy": "own-0"}) == 2
    assert value("eidgate_shadow_missed_total", {"policy": "other"}) == 20
    labels = {"policy": "other", "recorded": "ALLOW", "candidate": "HOLD"}
    assert value("eidgate_shadow_decisions_total", labels) == 10
