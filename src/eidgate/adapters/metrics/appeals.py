"""What operators watch of appeals: how many wait, how many for too long, and how many nobody decided."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge

from eidgate.adapters.metrics.children import Children
from eidgate.core.desk.appeal_clocks import OpenAppeals
from eidgate.core.terms import Instant

_STATES: Final = frozenset({"filed", "in_review"})


class AppealInstruments:
    """The metrics of appeals of one process; the gauges are set by the one worker on duty."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, help_text: str, *labels: str) -> Gauge:
            return Gauge(
                f"eidgate_{name}", help_text, labels, multiprocess_mode="livemostrecent", registry=registry
            )

        self._open = Children(
            gauge("appeals_open", "Appeals that nobody decided, by state.", "state"), _STATES
        )
        self._overdue = gauge("appeal_reviews_overdue", "Appeals that nobody has looked at within 12 hours.")
        self._oldest = gauge("appeal_oldest_age_seconds", "Age of the oldest open appeal, 0 for none.")
        self._missed = Counter(
            "eidgate_appeal_reviews_missed", "Appeals whose first review became overdue.", registry=registry
        )
        self._lapsed = Counter(
            "eidgate_appeals_lapsed", "Listings that fell as nobody decided in 90 days.", registry=registry
        )

    def show(self, found: OpenAppeals, *, at: Instant) -> None:
        """Tell what is open now."""
        self._open("filed").set(found.waiting)
        self._open("in_review").set(found.in_review)
        self._overdue.set(found.overdue)
        self._oldest.set(0.0 if found.oldest is None else (at - found.oldest).total_seconds())

    def review_missed(self) -> None:
        """Tell that an appeal's first review became overdue."""
        self._missed.inc()

    def lapsed(self) -> None:
        """Tell that a listing fell because nobody decided about the appeal."""
        self._lapsed.inc()
