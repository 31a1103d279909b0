"""What is counted, under which names, and that no label set can grow."""

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from builders.promtool import complaints, needs_promtool
from eidgate.adapters.metrics.instruments import Instruments
from eidgate.adapters.metrics.observer import MetricsObserver
from eidgate.core.terms import DecisionName, RelyingPartyId
from eidgate.ports import DecisionSeen, ReportSeen


def seen(**changes: object) -> DecisionSeen:
    told: dict[str, object] = {
        "name": DecisionName("decisions/1"),
        "relying_party": RelyingPartyId("bank-a"),
        "method": "eidgate.v1.VerificationService/VerifyTransaction",
        "correlation_id": "corr-1",
        "outcome": "STEP_UP",
        "transaction_class": "C",
        "kind": "transfer_other",
        "reasons": ("FORMS_MISSING", "DEVICE_FIRST_USE"),
        "gaps": ("device_history",),
        "transaction_binding": "signed",
        "policy_version": "default@1",
        "replayed": False,
        "seconds": 0.004,
    }
    return DecisionSeen(**(told | changes))  # type: ignore[arg-type]


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
def observer(registry: CollectorRegistry) -> MetricsObserver:
    return MetricsObserver(Instruments(registry))


def test_a_decision_counts_by_outcome_class_and_kind_and_each_reason(
    registry: CollectorRegistry, observer: MetricsObserver
) -> None:
    observer.decided(seen())
    value = registry.get_sample_value
    labels = {"outcome": "STEP_UP", "class": "C", "kind": "transfer_other"}
    assert value("eidgate_decisions_total", labels) == 1
    assert value("eidgate_decision_reasons_total", {"reason": "FORMS_MISSING"}) == 1
    assert value("eidgate_decision_reasons_total", {"reason": "DEVICE_FIRST_USE"}) == 1
    assert value("eidgate_signal_gaps_total", {"signal": "device_history"}) == 1


def test_a_dry_run_counts_by_who_asked_and_not_as_a_decision(
    registry: CollectorRegistry, observer: MetricsObserver
) -> None:
    observer.tried(seen())
    assert registry.get_sample_value("eidgate_dry_runs_total", {"relying_party": "bank-a"}) == 1
    assert "eidgate_decisions_total{" not in generate_latest(registry).decode()


def test_an_answer_from_the_record_counts_as_a_repeat_and_not_as_a_decision(
    registry: CollectorRegistry, observer: MetricsObserver
) -> None:
    observer.decided(seen(replayed=True))
    assert registry.get_sample_value("eidgate_decisions_repeated_total") == 1
    assert "eidgate_decisions_total{" not in generate_latest(registry).decode()


def test_a_value_that_nobody_knows_counts_as_other(
    registry: CollectorRegistry, observer: MetricsObserver
) -> None:
    observer.decided(seen(reasons=("0912345678",), outcome="MAYBE"))
    observer.verified("secret", 0.001)
    text = generate_latest(registry).decode()
    assert "0912345678" not in text
    assert "secret" not in text
    assert registry.get_sample_value("eidgate_decision_reasons_total", {"reason": "other"}) == 1


def test_open_label_sets_stop_growing(registry: CollectorRegistry, observer: MetricsObserver) -> None:
    for number in range(1_000):
        observer.rpc(f"service/Method{number}", "OK", 0.001)
        observer.decided(seen(gaps=(f"gap{number}",)))
    lines = generate_latest(registry).decode().splitlines()
    assert sum(line.startswith("eidgate_rpc_requests_total{") for line in lines) <= 257
    assert sum(line.startswith("eidgate_signal_gaps_total{") for line in lines) <= 65
    other = {"method": "other", "code": "other"}
    assert registry.get_sample_value("eidgate_rpc_requests_total", other) == 1_000 - 256


@needs_promtool
def test_promtool_finds_nothing_to_say(registry: CollectorRegistry, observer: MetricsObserver) -> None:
    observer.rpc("eidgate.v1.VerificationService/VerifyTransaction", "OK", 0.004)
    observer.in_flight(1)
    observer.shed("queue")
    observer.verified("verified", 0.0001)
    observer.decided(seen())
    observer.decided(seen(replayed=True))
    observer.committed(3, 0.002)
    observer.replay_refused("nonce")
    text = b"\n".join(line for line in generate_latest(registry).splitlines() if b"_created" not in line)
    assert complaints(text + b"\n") == b""


def test_a_report_counts_what_became_of_each_reason_and_list_source(
    registry: CollectorRegistry, observer: MetricsObserver
) -> None:
    told = ReportSeen(
        kind="false_alarm",
        outcome="HOLD",
        reasons=("BALANCE_DRAINED", "PAYEE_NEW"),
        sources=("970436",),
        rules=("night-transfers",),
    )
    observer.reported(told)
    told_of = {"kind": "false_alarm"}
    for name, labels in (
        ("eidgate_outcome_reports_total", {"outcome": "HOLD"}),
        ("eidgate_outcome_report_reasons_total", {"reason": "BALANCE_DRAINED"}),
        ("eidgate_outcome_report_reasons_total", {"reason": "PAYEE_NEW"}),
        ("eidgate_outcome_report_list_sources_total", {"source": "970436"}),
        ("eidgate_outcome_report_rules_total", {"rule": "night-transfers"}),
    ):
        assert registry.get_sample_value(name, told_of | labels) == 1
