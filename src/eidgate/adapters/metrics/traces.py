"""What operators watch of the funds trace: what comes in, how soon traces answer, and what waits."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from eidgate.adapters.metrics.children import Children
from eidgate.core.terms import Instant
from eidgate.ports import TracesSeen

_STARTS: Final = frozenset({"transfer", "account", "report"})
_KNOWN: Final = frozenset({"recorded", "known"})
_SOON: Final = (0.01, 0.03, 0.1, 0.3, 1, 3, 10)
"""Seconds, from a trace of a few accounts over the 0.3 that is promised to a caller's whole patience."""


class TraceInstruments:
    """The metrics of transfers and traces of one process; the gauges are set by the one worker on duty."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, help_text: str) -> Gauge:
            return Gauge(f"eidgate_{name}", help_text, multiprocess_mode="livemostrecent", registry=registry)

        self._transfers = Children(
            Counter(
                "eidgate_transfers",
                "Settled transfers that institutions told: recorded, or known before.",
                ("result",),
                registry=registry,
            ),
            _KNOWN,
        )
        self._begun = Children(
            Histogram(
                "eidgate_trace_first_answer_seconds",
                "Time in which a new trace found its first answer, by where it starts.",
                ("start",),
                buckets=_SOON,
                registry=registry,
            ),
            _STARTS,
        )
        self._advanced = Counter(
            "eidgate_traces_advanced", "Times that a running trace changed.", registry=registry
        )
        self._movements = Counter(
            "eidgate_trace_movements", "Arrivals of traced money that were alerted of.", registry=registry
        )
        self._running = gauge("traces_running", "Traces whose window is open.")
        self._due = gauge("traces_due", "Traces that must go on, as money moved.")
        self._waiting = gauge(
            "trace_oldest_due_age_seconds", "Age of the oldest trace that must go on, 0 for none."
        )

    def recorded(self, recorded: int, known: int) -> None:
        """Tell how many transfers came in."""
        self._transfers("recorded").inc(recorded)
        self._transfers("known").inc(known)

    def begun(self, start: str, seconds: float) -> None:
        """Tell that a trace was begun."""
        self._begun(start).observe(max(0.0, seconds))

    def advanced(self, movements: int) -> None:
        """Tell that a trace changed."""
        self._advanced.inc()
        self._movements.inc(movements)

    def show(self, seen: TracesSeen, *, at: Instant) -> None:
        """Tell how the traces fare now."""
        self._running.set(seen.running)
        self._due.set(seen.due)
        waiting = 0.0 if seen.waiting_since is None else (at - seen.waiting_since).total_seconds()
        self._waiting.set(max(0.0, waiting))
