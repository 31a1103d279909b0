"""Forgetting: what nobody could use any more is dropped, or the store would grow.

One-use claims that nobody could repeat, and changes of the list that no subscriber may still ask for.
"""

import logging
from datetime import timedelta
from threading import Event, Thread
from typing import Final

from eidgate.app.watch_entries import KEPT
from eidgate.core.errors import EidgateError
from eidgate.ports import Clock, Ledger, Watchlist

INTERVAL: Final = timedelta(minutes=1)
"""Claims live 6 to 11 minutes, so that at most a sixth more is kept than is needed."""

_LOGGER: Final = logging.getLogger("eidgate.forgetting")


class Forgetting:
    """Asks the ledger and the list to forget, once a minute, in one worker only."""

    def __init__(self, ledger: Ledger, watchlist: Watchlist, clock: Clock, *, on_duty: bool) -> None:
        self._ledger, self._watchlist, self._clock = ledger, watchlist, clock
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="forgetting", daemon=True)
        if on_duty:
            self._thread.start()

    def close(self) -> None:
        """Stop asking."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(INTERVAL.total_seconds()):
            try:
                self._ledger.forget(self._clock.now())
                self._watchlist.forget(self._clock.now() - KEPT)
            except EidgateError as error:
                _LOGGER.warning("nothing forgotten", extra={"fields": {"why": str(error)}})
