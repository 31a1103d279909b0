"""Mobile operators in metrics: how often, how well and how fast they answer; no label holds a number."""

from datetime import timedelta
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram

from eidgate.adapters.metrics.children import Children
from eidgate.adapters.outside.breaker import BreakerState
from eidgate.adapters.outside.faults import Fault
from eidgate.core.observation import SignalState
from eidgate.core.sim_question import SimQuestion

_SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_AGES: Final = (1, 10, 60, 600, 3600, 86_400, 604_800)
"""Seconds, from "just now" to the week that an answer may at most be shown as STALE."""

_ANY: Final[frozenset[str]] = frozenset()
_ASKED: Final = frozenset({*(one.value for one in SimQuestion), "match", "tenure", "in_phone"})
_STATES: Final = frozenset(state.value for state in SignalState)
_OUTCOMES: Final = _STATES | {fault.value for fault in Fault} | {"answered"}
_OPEN: Final = {BreakerState.CLOSED: 0.0, BreakerState.TRYING: 0.5, BreakerState.OPEN: 1.0}


class OperatorMetrics:
    """`adapters.telco.watching.OperatorWatcher` in Prometheus metrics."""

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        self._calls = Children(
            Counter(
                "eidgate_operator_questions",
                "Questions to mobile operators, by what was asked and what came of it.",
                ("operator", "question", "outcome"),
                registry=registry,
            ),
            _ANY,
            _ASKED,
            _OUTCOMES,
            limit=1024,
        )
        self._duration = Children(
            Histogram(
                "eidgate_operator_question_duration_seconds",
                "Time of one question to a mobile operator, its token included.",
                ("operator", "question"),
                buckets=_SECONDS,
                registry=registry,
            ),
            _ANY,
            _ASKED,
        )
        self._shed = Children(
            Counter(
                "eidgate_operator_questions_shed",
                "Questions not asked, to protect other calls (callers, pending) or the operator (breaker).",
                ("operator", "why"),
                registry=registry,
            ),
            _ANY,
            frozenset({"callers", "pending", "breaker"}),
        )
        self._breaker = Children(
            Gauge(
                "eidgate_operator_breaker_open",
                "Whether a mobile operator is not asked any more: 1 open, 0.5 trying, 0 closed.",
                ("operator",),
                multiprocess_mode="livemax",
                registry=registry,
            ),
            _ANY,
        )
        self._recalled = Children(
            Histogram(
                "eidgate_operator_recalled_age_seconds",
                "Age of the answers that were taken from memory, by the state that they were shown as.",
                ("operator", "state"),
                buckets=_AGES,
                registry=registry,
            ),
            _ANY,
            _STATES,
        )

    def answered(self, operator: str, asked: str, outcome: str, seconds: float) -> None:
        """An operator was asked."""
        self._calls(operator, asked, outcome).inc()
        self._duration(operator, asked).observe(seconds)

    def shed(self, operator: str, why: str) -> None:
        """A question was not asked."""
        self._shed(operator, why).inc()

    def breaker(self, operator: str, state: BreakerState) -> None:
        """The breaker of an operator changed."""
        self._breaker(operator).set(_OPEN[state])

    def recalled(self, operator: str, state: str, age: timedelta) -> None:
        """A reading came from memory."""
        self._recalled(operator, state).observe(age.total_seconds())
