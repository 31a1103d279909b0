from datetime import timedelta

from prometheus_client import CollectorRegistry

from eidgate.adapters.metrics.banks import BankMetrics
from eidgate.adapters.outside.breaker import BreakerState


def test_enquiries_breaker_and_ages_are_counted_by_bank() -> None:
    registry = CollectorRegistry()
    metrics = BankMetrics(registry)
    metrics.asked("bank-two", "open", 0.02)
    metrics.asked("bank-two", "timeout", 0.8)
    metrics.shed("bank-two", "callers")
    metrics.breaker("bank-two", BreakerState.OPEN)
    metrics.recalled("bank-two", timedelta(minutes=5))
    value, bank = registry.get_sample_value, {"bank": "bank-two"}
    assert value("eidgate_name_enquiries_total", bank | {"outcome": "open"}) == 1
    assert value("eidgate_name_enquiries_total", bank | {"outcome": "timeout"}) == 1
    assert value("eidgate_name_enquiry_duration_seconds_count", bank) == 2
    assert value("eidgate_name_enquiries_shed_total", bank | {"why": "callers"}) == 1
    assert value("eidgate_name_enquiry_breaker_open", bank) == 1
    assert value("eidgate_name_enquiry_recalled_age_seconds_sum", bank) == 300
    metrics.breaker("bank-two", BreakerState.CLOSED)
    assert value("eidgate_name_enquiry_breaker_open", bank) == 0


def test_no_label_holds_what_nobody_foresaw() -> None:
    registry = CollectorRegistry()
    BankMetrics(registry).asked("bank-two", "NGUYEN VAN GIA DINH", 0.1)
    told = {"bank": "bank-two", "outcome": "NGUYEN VAN GIA DINH"}
    assert registry.get_sample_value("eidgate_name_enquiries_total", told) is None
