"""What is done for the list every minute: old changes go, and operators see how it fares."""

from datetime import timedelta
from pathlib import Path

from prometheus_client import CollectorRegistry

from builders.ledger import NOON
from builders.service import SetClock
from builders.stores import write_migrated
from builders.watchlist import BANK_TWO, NUMBER, confirm, lift, put
from eidgate.adapters.metrics.watchlist import WatchlistGauges
from eidgate.adapters.storage.open import open_store
from eidgate.app.watch_entries import KEPT
from eidgate.bootstrap.list_keeping import list_keeping
from eidgate.simulator.world import BANK


def test_figures_are_shown_and_old_changes_dropped(tmp_path: Path) -> None:
    registry, clock = CollectorRegistry(), SetClock(NOON + KEPT)
    store = open_store(write_migrated(tmp_path / "ledger.db"))
    confirm(store, put(store))
    lift(store, put(store, NUMBER, at=NOON + timedelta(days=1)), BANK_TWO, at=NOON + timedelta(days=1))
    store.watchlist.acknowledge(BANK, 1, at=NOON)
    rounds = list_keeping(store.watchlist, clock, WatchlistGauges(registry))
    clock.wait(hours=1)
    rounds.once()

    def shown(name: str, **labels: str) -> float | None:
        return registry.get_sample_value(f"eidgate_watchlist_{name}", labels)

    assert shown("listings") == 1
    assert shown("source_listings", source="999901", verdict="reported") == 2
    assert shown("source_false_positive_ratio", source="999901") == 0.5
    assert shown("subscriber_lag_changes", relying_party="bank-one") == 3
    assert store.watchlist.head().earliest == 2
    store.close()
