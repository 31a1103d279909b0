"""Forgetting: one-use claims that nobody could repeat any more are dropped, or the store would grow."""

import logging
from datetime import timedelta
from threading import Event, Thread
from typing import Final

from eidgate.core.errors import EidgateError
from eidgate.ports import Clock, Ledger

INTERVAL: Final = timedelta(minutes=1)
"""Claims live 6 to 11 minutes, so that at most a sixth more is kept than is needed."""

_LOGGER: Final = logging.getLogger("eidgate.forgetting")


class Forgetting:
    """Asks the ledger to forget, once a minute, in one worker only."""

    def __init__(self, ledger: Ledger, clock: Clock, *, on_duty: bool) -> None:
        self._ledger, self._clock = ledger, clock
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
            except EidgateError as error:
                _LOGGER.warning("nothing forgotten", extra={"fields": {"why": str(error)}})
