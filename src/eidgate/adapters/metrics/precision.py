"""How often reasons, rules and list sources were right lately, as gauges over windows that age."""

from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry, Gauge

from eidgate.adapters.metrics.children import Children
from eidgate.core.risk.precision import KEPT, WINDOWS, GroundKind, first_day, precisions
from eidgate.core.terms import Instant, local_day
from eidgate.ports import PrecisionBook

MOST: Final = 2_048
"""Series: two windows and two kinds of the whole catalogue, and as many rules and sources; then `other`."""

_ANY: Final[frozenset[str]] = frozenset()
_KINDS: Final = frozenset({"fraud_confirmed", "false_alarm"})


class PrecisionGauges:
    """Read from the store by one worker, once a minute."""

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        self._decisions = Children(
            Gauge(
                "eidgate_outcome_window_decisions",
                "Decisions reported within a window, by what had been found in them and what became of them.",
                ("window", "part", "what", "kind"),
                multiprocess_mode="mostrecent",
                registry=registry,
            ),
            frozenset(WINDOWS),
            frozenset(GroundKind),
            _ANY,
            _KINDS,
            limit=MOST,
        )
        self._shown: set[tuple[str, str, str]] = set()

    def show(self, book: PrecisionBook, now: Instant) -> None:
        """Set every gauge to what the store says now; what left its window falls to 0.

        Raises:
            UnavailableError: the store cannot be read.
        """
        today = local_day(now)
        reported = book.since(first_day(KEPT, today=today))
        left, self._shown = self._shown, set()
        for one in precisions(reported, today=today):
            series = (one.window, one.ground.part.value, one.ground.what)
            self._set(series, one.frauds, one.false_alarms)
            self._shown.add(series)
        for series in left - self._shown:
            self._set(series, 0, 0)

    def _set(self, series: tuple[str, str, str], frauds: int, false_alarms: int) -> None:
        self._decisions(*series, "fraud_confirmed").set(frauds)
        self._decisions(*series, "false_alarm").set(false_alarms)
