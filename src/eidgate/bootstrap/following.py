"""Following: traces that were marked and did not go on at once go on here, also after a crash."""

import logging
from datetime import timedelta
from threading import Event, Thread
from typing import Final

from eidgate.app.follow_traces import follow_traces
from eidgate.app.service import Service
from eidgate.core.errors import EidgateError

INTERVAL: Final = timedelta(seconds=5)
"""Recording lets traces go on by itself; what is left over waits no longer than this."""

PATIENCE: Final = timedelta(seconds=5)  # a turn's time; what is not done stays marked
AT_ONCE: Final = 100  # traces a turn

_LOGGER: Final = logging.getLogger("eidgate.following")


class Following:
    """Lets marked traces go on, every few seconds, in one worker only."""

    def __init__(self, service: Service, *, on_duty: bool) -> None:
        self._service = service
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="following", daemon=True)
        if on_duty:
            self._thread.start()

    def close(self) -> None:
        """Stop following."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(INTERVAL.total_seconds()):
            try:
                follow_traces(self._service, until=self._service.clock.now() + PATIENCE, limit=AT_ONCE)
            except EidgateError as error:
                _LOGGER.warning("traces did not go on", extra={"fields": {"why": str(error)}})
