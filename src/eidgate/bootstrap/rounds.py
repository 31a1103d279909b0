"""Rounds: what one worker does aside again and again, in a thread of its own.

Nothing may rest on a round's being on time: one that fails is logged, and the next will do.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread

from eidgate.core.errors import EidgateError


class Rounds:
    """One act, round after round until it is closed; `failed` is what the log says of one that failed."""

    def __init__(
        self, name: str, act: Callable[[], None], *, every: timedelta, failed: str, at_once: bool = False
    ) -> None:
        self._act, self._every, self._failed, self._at_once = act, every, failed, at_once
        self._logger = logging.getLogger(f"eidgate.{name}")
        self._stopping = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin: with a round if it is to be at once, otherwise with the pause before it."""
        self._thread.start()

    def close(self) -> None:
        """Stop; a round that is under way is finished. What never began needs no stopping."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def once(self) -> None:
        """Do one round here and now.

        Raises:
            EidgateError: it cannot be done now.
        """
        self._act()

    def _run(self) -> None:
        if self._at_once:
            self._try()
        while not self._stopping.wait(self._every.total_seconds()):
            self._try()

    def _try(self) -> None:
        try:
            self._act()
        except EidgateError as error:
            self._logger.warning(self._failed, extra={"fields": {"why": str(error)}})
