"""What operators watch of victims' reports: how they come in, what is owed, and how fast money is held."""

from collections import Counter as Tally
from collections.abc import Iterable
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from eidgate.adapters.metrics.children import Children
from eidgate.core.desk.report import OPEN, ReportChannel, Scheme
from eidgate.core.desk.report_duties import Duty, duty_clocks
from eidgate.core.terms import Instant
from eidgate.ports import FiledReport

_CHANNELS: Final = frozenset(channel.value for channel in ReportChannel)
_SCHEMES: Final = frozenset(scheme.value for scheme in Scheme)
_STATES: Final = frozenset(state.value for state in OPEN)
_DUTIES: Final = frozenset(duty.value for duty in Duty)
_UNTIL_HOLD: Final = (10, 60, 300, 900, 1_800, 3_600, 10_800, 43_200, 86_400, 259_200)
"""Seconds from a minute's work over the half hour that is owed (1,800) to the handbook's three days."""


class ReportInstruments:
    """The metrics of reports of one process; the gauges are set by the one worker on duty."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, help_text: str, *labels: str) -> Gauge:
            return Gauge(
                f"eidgate_{name}", help_text, labels, multiprocess_mode="livemostrecent", registry=registry
            )

        self._filed = Children(
            Counter(
                "eidgate_reports_filed",
                "Victims' reports filed, repeated ones too.",
                ("channel", "scheme"),
                registry=registry,
            ),
            _CHANNELS,
            _SCHEMES,
        )
        self._open = Children(
            gauge("reports_open", "Reports that are not closed.", "channel", "state"), _CHANNELS, _STATES
        )
        self._missed = Children(
            gauge("report_duties_missed", "Open reports of which a duty was not done in time.", "duty"),
            _DUTIES,
        )
        self._until_hold = Histogram(
            "eidgate_report_first_hold_seconds",
            "Time from a report to the first hold of its case.",
            buckets=_UNTIL_HOLD,
            registry=registry,
        )
        self._recovered = Counter(
            "eidgate_report_recovered_vnd", "What victims got back, as reports say.", registry=registry
        )

    def filed(self, channel: str, scheme: str) -> None:
        """Tell that a report was filed."""
        self._filed(channel, scheme).inc()

    def held(self, seconds: float) -> None:
        """Tell that the first hold of a case was placed so long after its report."""
        self._until_hold.observe(max(0.0, seconds))

    def recovered(self, amount: int) -> None:
        """Tell that a victim got so much more back."""
        self._recovered.inc(max(0, amount))

    def open_reports(self, found: Iterable[FiledReport], *, at: Instant) -> None:
        """Tell what is open, and what of it is late; what is not named is 0."""
        counts = Tally({(channel, state): 0 for channel in _CHANNELS for state in _STATES})
        missed = Tally(dict.fromkeys(_DUTIES, 0))
        for report, first_hold_at in found:
            counts[report.channel.value, report.state.value] += 1
            missed.update(
                clock.duty.value for clock in duty_clocks(report, first_hold_at) if clock.missed(at)
            )
        for words, count in counts.items():
            self._open(*words).set(count)
        for duty, count in missed.items():
            self._missed(duty).set(count)
