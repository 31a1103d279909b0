"""What operators see of the shared list: how long it is, how its sources fare, how far its copies lag."""

from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry, Gauge

from eidgate.adapters.metrics.children import Children
from eidgate.core.desk.counters import SourceRecord
from eidgate.ports import Watchlist

MOST_SOURCES: Final = 64
"""Sources that are told apart: as many as there may be lists; the rest report little."""

_ANY: Final[frozenset[str]] = frozenset()
_VERDICTS: Final = frozenset({"reported", "confirmed", "cleared"})


class WatchlistGauges:
    """Read from the store by one worker, once a minute."""

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        def gauge(name: str, text: str, *labels: str) -> Gauge:
            return Gauge(
                f"eidgate_watchlist_{name}", text, labels, multiprocess_mode="mostrecent", registry=registry
            )

        self._listings = gauge("listings", "Listings put and not taken back, expired ones included.")
        self._sources = Children(
            gauge("source_listings", "What became of a source's listings.", "source", "verdict"),
            _ANY,
            _VERDICTS,
            limit=3 * MOST_SOURCES + 3,
        )
        self._mistakes = Children(
            gauge("source_false_positive_ratio", "Cleared among a source's decided listings.", "source"),
            _ANY,
            limit=MOST_SOURCES,
        )
        self._lag = Children(
            gauge(
                "subscriber_lag_changes", "Changes that a subscriber has not acknowledged.", "relying_party"
            ),
            _ANY,
        )

    def show(self, watchlist: Watchlist) -> None:
        """Set every gauge to what the store says now.

        Raises:
            UnavailableError: the store cannot be read.
        """
        head = watchlist.head()
        self._listings.set(head.digest.count)
        for record in watchlist.all_sources(limit=MOST_SOURCES):
            self._show(record)
        for one in watchlist.subscribers():
            self._lag(one.relying_party).set(head.cursor - one.acknowledged)

    def _show(self, record: SourceRecord) -> None:
        self._sources(record.source, "reported").set(record.reported)
        self._sources(record.source, "confirmed").set(record.confirmed)
        self._sources(record.source, "cleared").set(record.cleared)
        if record.false_positive_permille is not None:
            self._mistakes(record.source).set(record.false_positive_permille / 1_000)
