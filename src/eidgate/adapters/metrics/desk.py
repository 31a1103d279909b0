"""What operators watch of the desk: holds by ground and age, and how far behind receivers of alerts are."""

from collections.abc import Iterable
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from eidgate.adapters.metrics.children import Children
from eidgate.adapters.metrics.reports import ReportInstruments
from eidgate.core.binding.sim_service import SimService
from eidgate.core.desk.hold import ACTIVE, Ground
from eidgate.core.terms import Instant
from eidgate.ports import Backlog

_GROUNDS: Final = frozenset(ground.value for ground in Ground)
_STATES: Final = frozenset(state.value for state in ACTIVE)
_SERVICES: Final = frozenset(service.value for service in SimService)
_LAGS: Final = (0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 3_600, 86_400)
"""From a look at the store, over a minute's reconnecting, to a receiver that was away for a day."""
_ANY: Final[frozenset[str]] = frozenset()


class DeskInstruments:
    """The desk's metrics of one process; the gauges are set by the one worker on duty."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.reports = ReportInstruments(registry)

        def gauge(name: str, help_text: str, *labels: str) -> Gauge:
            return Gauge(
                f"eidgate_{name}", help_text, labels, multiprocess_mode="livemostrecent", registry=registry
            )

        self._open = Children(
            gauge("holds_open", "Holds that hold money now, by ground and state.", "ground", "state"),
            _GROUNDS,
            _STATES,
        )
        self._oldest = Children(
            gauge("hold_oldest_age_seconds", "Age of the oldest open hold, 0 for none.", "ground"), _GROUNDS
        )
        self._expired = Children(
            Counter(
                "eidgate_holds_expired", "Holds that their end released.", ("ground",), registry=registry
            ),
            _GROUNDS,
        )
        self._steps = Children(
            Counter(
                "eidgate_sim_steps_due",
                "Steps told to operators after a change of device, by what they leave of the service.",
                ("service",),
                registry=registry,
            ),
            _SERVICES,
        )
        self._unverified = gauge("sims_unverified", "Numbers in a new device whose holder is to verify.")
        self._lag = Children(
            Histogram(
                "eidgate_alert_lag_seconds",
                "Time from an event to its alert being sent, by receiver.",
                ("relying_party",),
                buckets=_LAGS,
                registry=registry,
            ),
            _ANY,
            limit=512,
        )
        self._waiting = Children(
            gauge("alerts_unacknowledged", "Alerts that a receiver has not acknowledged.", "relying_party"),
            _ANY,
            limit=512,
        )
        self._waiting_since = Children(
            gauge(
                "alert_oldest_unacknowledged_age_seconds",
                "Age of the oldest alert that a receiver has not acknowledged, 0 for none.",
                "relying_party",
            ),
            _ANY,
            limit=512,
        )

    def holds(self, found: Iterable[tuple[str, str, int, Instant]], *, at: Instant) -> None:
        """Tell what is open: ground, state, how many, the oldest placing; what is not named is 0."""
        counts = {(ground, state): 0 for ground in _GROUNDS for state in _STATES}
        ages = dict.fromkeys(_GROUNDS, 0.0)
        for ground, state, count, oldest in found:
            counts[ground, state] = count
            ages[ground] = max(ages[ground], (at - oldest).total_seconds())
        for words, count in counts.items():
            self._open(*words).set(count)
        for ground, age in ages.items():
            self._oldest(ground).set(age)

    def hold_expired(self, ground: str) -> None:
        """Tell that a hold came to its end."""
        self._expired(ground).inc()

    def sim_step_due(self, service: str) -> None:
        """Tell that a number's next step came due."""
        self._steps(service).inc()

    def sims_unverified(self, count: int) -> None:
        """Tell how many numbers wait for their holder's proof."""
        self._unverified.set(count)

    def alert_sent(self, relying_party: str, seconds: float) -> None:
        """Tell that an alert was sent so long after its event."""
        self._lag(relying_party).observe(max(0.0, seconds))

    def backlog(self, relying_party: str, backlog: Backlog, *, at: Instant) -> None:
        """Tell what a receiver has not acknowledged."""
        self._waiting(relying_party).set(backlog.count)
        age = 0.0 if backlog.oldest is None else (at - backlog.oldest).total_seconds()
        self._waiting_since(relying_party).set(age)
