"""Listening to a stream: one that has been silent for too long is given up.

A server sends a sign of life every 10 or 30 seconds. A connection that died is found by gRPC's own pings; a
server that is alive and says nothing is not, and a copy of the list would grow old in silence.
"""

from collections.abc import Iterator
from datetime import timedelta
from threading import Event, Thread
from time import monotonic
from typing import Final, Generic, Protocol, Self, TypeVar

Response_co = TypeVar("Response_co", covariant=True)

LOOKS: Final = 4  # within the patience: silence is found a quarter of it late at the most


class Stream(Iterator[Response_co], Protocol[Response_co]):
    """A stream of gRPC's that is being read."""

    def cancel(self) -> bool:
        """End it; whoever waits for its next message hears CANCELLED."""
        ...


class Listening(Generic[Response_co]):
    """The messages of one stream. Time that its reader takes over a message is not the server's silence."""

    def __init__(self, stream: Stream[Response_co], patience: timedelta) -> None:
        self._stream, self._patience = stream, patience.total_seconds()
        self._waits_since = 0.0
        self._over = Event()

    def __enter__(self) -> Self:
        Thread(target=self._watch, name="eidgate-silence", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def __iter__(self) -> Iterator[Response_co]:
        return self

    def __next__(self) -> Response_co:
        """Wait for the next message."""
        self._waits_since = monotonic()
        try:
            return next(self._stream)
        finally:
            self._waits_since = 0.0

    def _watch(self) -> None:
        while not self._over.wait(self._patience / LOOKS):
            since = self._waits_since
            if since and monotonic() - since > self._patience:
                self._stream.cancel()
                return
