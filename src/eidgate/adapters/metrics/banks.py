"""Name enquiries in metrics: how often, how well and how fast banks answer; no label holds an account."""

from datetime import timedelta
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram

from eidgate.adapters.metrics.children import Children
from eidgate.adapters.outside.breaker import BreakerState
from eidgate.adapters.outside.faults import Fault
from eidgate.core.binding.registration import AccountStanding

_SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_AGES: Final = (1, 10, 60, 300, 600, 1800, 3600)
"""Seconds, up to the hour that an answer may at most be kept."""

_ANY: Final[frozenset[str]] = frozenset()
_OUTCOMES: Final = frozenset({*(one.value for one in AccountStanding), *(fault.value for fault in Fault)})
_OPEN: Final = {BreakerState.CLOSED: 0.0, BreakerState.TRYING: 0.5, BreakerState.OPEN: 1.0}


class BankMetrics:
    """`adapters.banks.watching.BankWatcher` in Prometheus metrics; banks are those of the configuration."""

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        self._calls = Children(
            Counter(
                "eidgate_name_enquiries",
                "Name enquiries at payees' banks, by what came of them.",
                ("bank", "outcome"),
                registry=registry,
            ),
            _ANY,
            _OUTCOMES,
            limit=1024,
        )
        self._duration = Children(
            Histogram(
                "eidgate_name_enquiry_duration_seconds",
                "Time of one name enquiry.",
                ("bank",),
                buckets=_SECONDS,
                registry=registry,
            ),
            _ANY,
        )
        self._shed = Children(
            Counter(
                "eidgate_name_enquiries_shed",
                "Name enquiries not made, to protect other calls (callers, pending) or the bank (breaker).",
                ("bank", "why"),
                registry=registry,
            ),
            _ANY,
            frozenset({"callers", "pending", "breaker"}),
        )
        self._breaker = Children(
            Gauge(
                "eidgate_name_enquiry_breaker_open",
                "Whether a payees' bank is not asked any more: 1 open, 0.5 trying, 0 closed.",
                ("bank",),
                multiprocess_mode="livemax",
                registry=registry,
            ),
            _ANY,
        )
        self._recalled = Children(
            Histogram(
                "eidgate_name_enquiry_recalled_age_seconds",
                "Age of the answers that were taken from memory.",
                ("bank",),
                buckets=_AGES,
                registry=registry,
            ),
            _ANY,
        )

    def asked(self, bank: str, outcome: str, seconds: float) -> None:
        """A bank was asked."""
        self._calls(bank, outcome).inc()
        self._duration(bank).observe(seconds)

    def shed(self, bank: str, why: str) -> None:
        """A question was not asked."""
        self._shed(bank, why).inc()

    def breaker(self, bank: str, state: BreakerState) -> None:
        """The breaker of a bank changed."""
        self._breaker(bank).set(_OPEN[state])

    def recalled(self, bank: str, age: timedelta) -> None:
        """An answer came from memory."""
        self._recalled(bank).observe(age.total_seconds())
