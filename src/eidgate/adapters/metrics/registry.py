"""The population registry in metrics: how often, how well, how fast it answers; no label is personal."""

from datetime import timedelta
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram

from eidgate.adapters.metrics.children import Children
from eidgate.adapters.outside.breaker import BreakerState
from eidgate.adapters.outside.faults import Fault
from eidgate.core.binding.registry import RegistryResult

_SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_AGES: Final = (1, 10, 60, 600, 3600, 86_400, 604_800)
"""Seconds, from "just now" to the week that a match may at most be told as STALE."""

_RESULTS: Final = frozenset(result.value for result in RegistryResult)
_OPEN: Final = {BreakerState.CLOSED: 0.0, BreakerState.TRYING: 0.5, BreakerState.OPEN: 1.0}


class RegistryMetrics:
    """`adapters.registry.watching.RegistryWatcher` in Prometheus metrics."""

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        self._calls = Children(
            Counter(
                "eidgate_registry_calls",
                "Calls to the population registry, by what came of them.",
                ("outcome",),
                registry=registry,
            ),
            _RESULTS | {fault.value for fault in Fault},
        )
        self._duration = Histogram(
            "eidgate_registry_call_duration_seconds",
            "Time of one call to the population registry.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._shed = Children(
            Counter(
                "eidgate_registry_calls_shed",
                "Calls not made, to protect other calls (callers) or the registry (breaker).",
                ("why",),
                registry=registry,
            ),
            frozenset({"callers", "breaker"}),
        )
        self._breaker = Gauge(
            "eidgate_registry_breaker_open",
            "Whether the population registry is not asked any more: 1 open, 0.5 trying, 0 closed.",
            multiprocess_mode="livemax",
            registry=registry,
        )
        self._recalled = Children(
            Histogram(
                "eidgate_registry_recalled_age_seconds",
                "Age of the matches that were told from memory, by the result that they were told as.",
                ("result",),
                buckets=_AGES,
                registry=registry,
            ),
            _RESULTS,
        )

    def asked(self, outcome: str, seconds: float) -> None:
        """One try ended."""
        self._calls(outcome).inc()
        self._duration.observe(seconds)

    def shed(self, why: str) -> None:
        """A call was not made."""
        self._shed(why).inc()

    def breaker(self, state: BreakerState) -> None:
        """The breaker changed."""
        self._breaker.set(_OPEN[state])

    def recalled(self, result: str, age: timedelta) -> None:
        """A match of before was told."""
        self._recalled(result).observe(age.total_seconds())
