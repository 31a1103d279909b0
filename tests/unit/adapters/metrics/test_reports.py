"""Metrics of reports: bounded words, and nothing that is not there is left out."""

from prometheus_client import CollectorRegistry

from builders.holds import AT
from builders.reports import report
from eidgate.adapters.metrics.reports import ReportInstruments
from eidgate.core.desk.report import ReportState
from eidgate.ports import FiledReport


def test_what_is_filed_held_and_recovered_is_counted() -> None:
    registry = CollectorRegistry()
    watched = ReportInstruments(registry)
    watched.filed("web_form", "fraud")
    watched.held(1_800)
    watched.recovered(7)
    watched.recovered(-7)  # a correction takes nothing back from a counter

    def value(name: str, **labels: str) -> float | None:
        return registry.get_sample_value(f"eidgate_{name}", labels)

    assert value("reports_filed_total", channel="web_form", scheme="fraud") == 1
    assert value("report_first_hold_seconds_bucket", le="1800.0") == 1
    assert value("report_first_hold_seconds_bucket", le="900.0") == 0
    assert value("report_recovered_vnd_total") == 7


def test_what_is_open_is_set_anew_each_time() -> None:
    registry = CollectorRegistry()
    watched = ReportInstruments(registry)
    watched.open_reports([FiledReport(report(), None)], at=AT)
    watched.open_reports([FiledReport(report(state=ReportState.IN_PROGRESS), AT)], at=AT)
    for state, count in (("filed", 0), ("in_progress", 1), ("with_police", 0)):
        labels = {"channel": "hotline_call", "state": state}
        assert registry.get_sample_value("eidgate_reports_open", labels) == count
    assert registry.get_sample_value("eidgate_report_duties_missed", {"duty": "review"}) == 0
