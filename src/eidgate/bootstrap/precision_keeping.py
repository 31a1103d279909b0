"""What the precision of reasons needs as time goes by: old days dropped, its figures shown."""

import logging
from datetime import timedelta
from threading import Event, Thread
from typing import Final

from eidgate.adapters.metrics.precision import PrecisionGauges
from eidgate.core.errors import EidgateError
from eidgate.core.risk.precision import KEPT, first_day
from eidgate.core.terms import local_day
from eidgate.ports import Clock, PrecisionBook

INTERVAL: Final = timedelta(minutes=1)
"""Windows move by the day; a report is seen within the minute."""

_LOGGER: Final = logging.getLogger("eidgate.precision")


class PrecisionKeeping:
    """Does it once a minute, in one worker only."""

    def __init__(self, book: PrecisionBook, clock: Clock, gauges: PrecisionGauges, *, on_duty: bool) -> None:
        self._book, self._clock, self._gauges = book, clock, gauges
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="precision-keeping", daemon=True)
        if on_duty:
            self._thread.start()

    def keep(self) -> None:
        """Do it once.

        Raises:
            EidgateError: it cannot be done now; the next time will do.
        """
        now = self._clock.now()
        self._book.forget(first_day(KEPT, today=local_day(now)))
        self._gauges.show(self._book, now)

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
                _LOGGER.warning("precision was not kept", extra={"fields": {"why": str(error)}})
