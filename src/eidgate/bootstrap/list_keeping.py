"""What the shared list needs done as time goes by: old changes dropped, its figures shown.

Nothing rests on its being on time: listings end by themselves, and what is kept longer serves nobody ill.
"""

import logging
from datetime import timedelta
from threading import Event, Thread
from typing import Final

from eidgate.adapters.metrics.watchlist import WatchlistGauges
from eidgate.app.watch_entries import KEPT
from eidgate.core.errors import EidgateError
from eidgate.ports import Clock, Watchlist

INTERVAL: Final = timedelta(minutes=1)
"""Figures of the list are looked at in minutes, and changes are kept for weeks."""

_LOGGER: Final = logging.getLogger("eidgate.watchlist")


class ListKeeping:
    """Does it once a minute, in one worker only."""

    def __init__(self, watchlist: Watchlist, clock: Clock, gauges: WatchlistGauges, *, on_duty: bool) -> None:
        self._watchlist, self._clock, self._gauges = watchlist, clock, gauges
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="list-keeping", daemon=True)
        if on_duty:
            self._thread.start()

    def keep(self) -> None:
        """Do it once.

        Raises:
            EidgateError: it cannot be done now; the next time will do.
        """
        self._watchlist.forget(self._clock.now() - KEPT)
        self._gauges.show(self._watchlist)

    def close(self) -> None:
        """Stop; what is under way is finished."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(INTERVAL.total_seconds()):
            try:
                self.keep()
            except EidgateError as error:
                _LOGGER.warning("the list was not kept", extra={"fields": {"why": str(error)}})
