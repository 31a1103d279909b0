"""What the shared list needs done as time goes by: old changes dropped, its figures shown.

Listings end by themselves, and what is kept longer serves nobody ill.
"""

from datetime import timedelta
from typing import Final

from eidgate.adapters.metrics.watchlist import WatchlistGauges
from eidgate.app.watch_entries import KEPT
from eidgate.bootstrap.rounds import Rounds
from eidgate.ports import Clock, Watchlist

INTERVAL: Final = timedelta(minutes=1)
"""Figures of the list are looked at in minutes, and changes are kept for weeks."""


def list_keeping(watchlist: Watchlist, clock: Clock, gauges: WatchlistGauges) -> Rounds:
    """Return the rounds in which the list is kept."""

    def keep() -> None:
        watchlist.forget(clock.now() - KEPT)
        gauges.show(watchlist)

    return Rounds("watchlist", keep, every=INTERVAL, failed="the list was not kept")
